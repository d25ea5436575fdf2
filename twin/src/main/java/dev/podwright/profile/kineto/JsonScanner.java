package dev.podwright.profile.kineto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// Reads JSON (RFC 8259) from bytes, value by value, and passes over what is not wanted at the speed of memory: of a trace most is not wanted.
///
/// It is more lenient than the standard where traces are: control characters in texts and as space, backslashes before any letter, a comma before a closing bracket, and words such
/// as `NaN` and `inf` as C++ prints them. What is passed over is checked for brackets and texts alone. Bytes that are not UTF-8 become replacement characters.
///
/// Written out because it is about 1.5 times as fast as the parser of Jackson that stood here first: 8 s against 12 s for a trace of a gigabyte on a quiet machine of 2 cores
/// (22 November 2026; every run, those on a busy machine too, stands in bench/README.md, the decision in docs/dependencies.md).
final class JsonScanner {
    private static final int BUFFER = 1 << 17;
    private static final int FIRST_TEXT = 1 << 10;
    /// No text of a trace is so long; a file without a closing quote is.
    private static final int MOST_TEXT = 1 << 27;
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;
    private static final char REPLACEMENT = '\uFFFD';

    /// Bytes that numbers and words are made of, `-nan(ind)` and `1.#INF` of C++ too.
    private static final boolean[] WORD = new boolean[1 << Byte.SIZE];

    /// Bytes that matter where a value is passed over.
    private static final boolean[] BRACKET = new boolean[1 << Byte.SIZE];

    static {
        for (char b : "\"{}[]".toCharArray()) {
            BRACKET[b] = true;
        }
        for (int b = 0; b < WORD.length; b++) {
            WORD[b] = b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || "+-._#()".indexOf(b) >= 0;
        }
    }

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long before;

    private char[] text = new char[FIRST_TEXT];
    private int length;

    JsonScanner(InputStream in) {
        this.in = in;
        // A byte order mark, which some editors write.
        if (peek() == 0xEF) {
            at += end >= 3 && (buffer[1] & 0xff) == 0xBB && (buffer[2] & 0xff) == 0xBF ? 3 : 0;
        }
    }

    /// Bytes read so far.
    long offset() {
        return before + at;
    }

    /// Letters of the last text, number or name of a field; only the first [#length()] count.
    char[] text() {
        return text;
    }

    int length() {
        return length;
    }

    String string() {
        return new String(text, 0, length);
    }

    /// The first byte of the next value, which is not taken; -1 at the end of all.
    int next() {
        while (true) {
            byte[] bytes = buffer;
            int from = at;
            int to = end;
            while (from < to && (bytes[from] & 0xff) <= ' ') {
                from++;
            }
            at = from;
            if (from < to) {
                return bytes[from] & 0xff;
            }
            if (!more()) {
                return -1;
            }
        }
    }

    /// Takes the brace before the first field, if there is a field; its name is then [#text()].
    Field firstField() {
        at++;
        return next() == '}' ? closed() : name();
    }

    /// The field after the last one; null after the last of all.
    Field nextField() {
        int b = next();
        if (b == ',') {
            at++;
            return next() == '}' ? closed() : name();
        }
        if (b != '}') {
            throw unexpected("a comma or a closing brace");
        }
        return closed();
    }

    private Field closed() {
        at++;
        return null;
    }

    private Field name() {
        if (next() != '"') {
            throw unexpected("the name of a field");
        }
        quoted();
        if (next() != ':') {
            throw unexpected("a colon");
        }
        at++;
        return Field.of(text, length);
    }

    /// Takes the bracket before the first item; false if there is none.
    boolean firstItem() {
        at++;
        if (next() == ']') {
            at++;
            return false;
        }
        return true;
    }

    /// Whether another item follows the last one.
    boolean nextItem() {
        int b = next();
        if (b == ',') {
            at++;
            if (next() != ']') {
                return true;
            }
        } else if (b != ']') {
            throw unexpected("a comma or a closing bracket");
        }
        at++;
        return false;
    }

    /// Takes a text, a number or a word; true if it was a text. Lists and objects are passed over and leave no letters.
    boolean scalar() {
        int b = next();
        if (b == '"') {
            quoted();
            return true;
        }
        if (b == '{' || b == '[') {
            skip();
            length = 0;
            return false;
        }
        word();
        return false;
    }

    private void word() {
        length = 0;
        boolean open = true;
        while (open) {
            byte[] bytes = buffer;
            char[] letters = text;
            int from = at;
            int to = Math.min(end, from + letters.length - length);
            int count = length;
            while (from < to && WORD[bytes[from] & 0xff]) {
                letters[count++] = (char) bytes[from++];
            }
            at = from;
            length = count;
            if (from == end) {
                fill();
            } else if (from == to) {
                grow();
            } else {
                open = false;
            }
        }
        char first = length == 0 ? 0 : text[0];
        if (!(first >= '0' && first <= '9' || first == '-' || first == '+' || "tfnNiI".indexOf(first) >= 0)) {
            at -= Math.min(at, length);
            throw unexpected("a value");
        }
    }

    private void quoted() {
        at++;
        length = 0;
        while (true) {
            if (at == end) {
                fill();
            }
            byte[] bytes = buffer;
            char[] letters = text;
            int from = at;
            int to = Math.min(end, from + letters.length - length);
            int count = length;
            while (from < to && bytes[from] != '"' && bytes[from] != '\\' && bytes[from] >= 0) {
                letters[count++] = (char) bytes[from++];
            }
            at = from;
            length = count;
            if (from == to) {
                if (from < end) {
                    grow();
                }
            } else if (bytes[from] == '"') {
                at++;
                return;
            } else if (bytes[from] == '\\') {
                at++;
                escaped();
            } else {
                multibyte();
            }
        }
    }

    private void escaped() {
        int b = take();
        switch (b) {
            case 'n' -> add('\n');
            case 't' -> add('\t');
            case 'r' -> add('\r');
            case 'b' -> add('\b');
            case 'f' -> add('\f');
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < HEX_DIGITS; i++) {
                    int digit = Character.digit(take(), HEX);
                    if (digit < 0) {
                        at--;
                        throw unexpected("four hexadecimal digits");
                    }
                    code = code * HEX + digit;
                }
                add((char) code);
            }
            default -> add((char) b);
        }
    }

    /// A letter of two to four bytes (RFC 3629).
    private void multibyte() {
        int first = take();
        int more = first >= 0xF0 && first < 0xF8 ? 3 : first >= 0xE0 && first < 0xF0 ? 2 : first >= 0xC0 && first < 0xE0 ? 1 : 0;
        int code = more == 0 ? REPLACEMENT : first & (0x3F >> more);
        for (int i = 0; i < more; i++) {
            int b = peek();
            if ((b & 0xC0) != 0x80) {
                code = REPLACEMENT;
                break;
            }
            code = code << 6 | b & 0x3F;
            at++;
        }
        if (Character.isBmpCodePoint(code)) {
            add((char) code);
        } else if (Character.isValidCodePoint(code)) {
            add(Character.highSurrogate(code));
            add(Character.lowSurrogate(code));
        } else {
            add(REPLACEMENT);
        }
    }

    /// Passes over the next value.
    void skip() {
        int b = next();
        if (b == '"') {
            at++;
            pastQuote();
        } else if (b == '{' || b == '[') {
            at++;
            close(1);
        } else {
            word();
        }
    }

    /// Passes over the rest of the object or list.
    void skipRest() {
        close(1);
    }

    private void close(int depth) {
        int open = depth;
        while (open > 0) {
            if (at == end) {
                fill();
            }
            byte[] bytes = buffer;
            int from = at;
            int to = end;
            while (from < to && !BRACKET[bytes[from] & 0xff]) {
                from++;
            }
            at = from;
            if (from < to) {
                byte b = bytes[from];
                at++;
                if (b == '"') {
                    pastQuote();
                } else {
                    open += b == '{' || b == '[' ? 1 : -1;
                }
            }
        }
    }

    private void pastQuote() {
        while (true) {
            if (at == end) {
                fill();
            }
            int from = at;
            int to = end;
            byte[] bytes = buffer;
            while (from < to && bytes[from] != '"' && bytes[from] != '\\') {
                from++;
            }
            at = from;
            if (from < to) {
                at++;
                if (bytes[from] == '"') {
                    return;
                }
                take();
            }
        }
    }

    private void add(char letter) {
        if (length == text.length) {
            grow();
        }
        text[length++] = letter;
    }

    private void grow() {
        if (length >= MOST_TEXT) {
            throw new JsonFault("a text does not end", offset(), false);
        }
        text = Arrays.copyOf(text, 2 * text.length);
    }

    private int peek() {
        return at == end && !more() ? -1 : buffer[at] & 0xff;
    }

    private int take() {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    private void fill() {
        if (!more()) {
            throw cutShort();
        }
    }

    private boolean more() {
        try {
            before += end;
            at = 0;
            end = Math.max(0, in.read(buffer, 0, BUFFER));
            return end > 0;
        } catch (IOException e) {
            end = 0;
            throw new UncheckedIOException(e);
        }
    }

    private JsonFault cutShort() {
        return new JsonFault("it ends too early", offset(), true);
    }

    private JsonFault unexpected(String wanted) {
        int b = peek();
        return b < 0 ? cutShort() : new JsonFault("here stands (%s) where %s should stand".formatted(b < ' ' ? "byte " + b : "" + (char) b, wanted), offset(), false);
    }
}
