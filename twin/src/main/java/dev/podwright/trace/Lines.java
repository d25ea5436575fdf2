package dev.podwright.trace;

import dev.podwright.document.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/// The lines of a file as bytes, one at a time: memory for one line, however long the file.
final class Lines {
    private static final int BUFFER = 1 << 16;
    /// A prompt of a million tokens has 2,000 hashes: 20 kB. What is longer is no line of a trace.
    private static final int LONGEST = 1 << 20;

    /// Some programs begin a text with this byte order mark.
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String name;
    private final InputStream stream;
    private byte[] buffer = new byte[BUFFER];
    private int filled;
    private int from;
    private int to;
    private int next;
    private int number;
    private boolean ended;

    Lines(String name, InputStream stream) {
        this.name = name;
        this.stream = stream;
    }

    /// Goes to the next line that is not blank; false at the end.
    ///
    /// @throws InputException if the file is compressed and cut short, or the line has no end
    boolean next() {
        do {
            if (!advance()) {
                return false;
            }
        } while (from == to);
        return true;
    }

    private boolean advance() {
        from = next;
        int scanned = next;
        while (true) {
            while (scanned < filled && buffer[scanned] != '\n') {
                scanned++;
            }
            if (scanned < filled) {
                return found(scanned, scanned + 1);
            }
            if (ended) {
                return from < filled && found(filled, filled);
            }
            scanned -= from;
            fill();
            scanned += from;
        }
    }

    /// A line ends at `end`; blanks at both ends are none of it.
    private boolean found(int end, int following) {
        if (number++ == 0 && end - from >= MARK.length && Arrays.equals(buffer, from, from + MARK.length, MARK, 0, MARK.length)) {
            from += MARK.length;
        }
        next = following;
        to = end;
        while (to > from && buffer[to - 1] <= ' ' && buffer[to - 1] >= 0) {
            to--;
        }
        while (from < to && buffer[from] <= ' ' && buffer[from] >= 0) {
            from++;
        }
        return true;
    }

    private void fill() {
        int kept = filled - from;
        if (kept > LONGEST) {
            throw new InputException("%s, line %d: the line has no end within %,d bytes.".formatted(name, number + 1, LONGEST), "A trace has one request on each line.");
        }
        byte[] wider = kept > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
        System.arraycopy(buffer, from, wider, 0, kept);
        buffer = wider;
        from = 0;
        filled = kept;
        try {
            int read = stream.read(buffer, filled, buffer.length - filled);
            ended = read < 0;
            filled += Math.max(0, read);
        } catch (EOFException | ZipException e) {
            throw new InputException("%s: the compressed file is cut short or damaged after line %,d.".formatted(name, number), "Copy it again, or unpack what is there with zcat.", e);
        } catch (IOException e) {
            throw new InputException("%s: the trace cannot be read after line %,d (%s).".formatted(name, number, e.getMessage()), "Check that the file is whole.", e);
        }
    }

    /// Of the line, counted from 1.
    int number() {
        return number;
    }

    byte[] bytes() {
        return buffer;
    }

    /// Where the line begins in [#bytes].
    int from() {
        return from;
    }

    /// Where it ends.
    int to() {
        return to;
    }

    String text() {
        return Text.of(buffer, from, to);
    }
}
