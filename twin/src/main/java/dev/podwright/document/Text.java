package dev.podwright.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// Bytes that must be text.
final class Text {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /// What a decoder puts in the place of bytes that it cannot decode.
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /// Decodes UTF-8 and drops a byte order mark.
    ///
    /// @throws InputException naming the first line that is not text
    static String of(String file, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            check(file, content);
        }
        int zero = text.indexOf(0);
        if (zero >= 0) {
            throw notText(file, text.substring(0, zero), "it holds a zero byte");
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /// Tells bytes that are not UTF-8 from a replacement character that was written as such.
    private static void check(String file, byte[] content) {
        CharBuffer text = CharBuffer.allocate(content.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), text, true);
        if (result.isError()) {
            throw notText(file, text.flip(), "the bytes are not UTF-8");
        }
    }

    private static InputException notText(String file, CharSequence before, String reason) {
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new InputException("%s: this is not text: %s.".formatted(new Place(file, line, ""), reason),
                "Give JSON or YAML in UTF-8: unpack a compressed file, save a UTF-16 file anew.");
    }
}
