package dev.podwright.knowledge.error.log;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/// The lines of a stream in bounded memory: a longer line is read to its limit and the rest of it skipped. A carriage return ends a line too, as
/// progress bars write them, but only line feeds are counted.
final class Lines implements Closeable {
    /// Longer lines are data, not messages.
    static final int LONGEST = 1 << 16;
    private static final int BUFFER = 1 << 18;
    private static final int PROBE = 1 << 13;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private byte[] line = new byte[1 << 12];
    private int length;
    private long number;
    private long bytes;
    private long cut;
    private boolean feed = true;
    private String damage = "";

    Lines(InputStream in) throws IOException {
        this.in = in;
        fill();
    }

    /// Whether the stream begins like text.
    boolean text() {
        for (int i = 0; i < Math.min(limit, PROBE); i++) {
            if (buffer[i] == 0) {
                return false;
            }
        }
        return true;
    }

    boolean empty() {
        return limit <= 0;
    }

    /// Steps to the next line, if there is one.
    boolean next() throws IOException {
        length = 0;
        boolean any = false;
        boolean full = false;
        while (true) {
            if (position >= limit && !fill()) {
                return any;
            }
            int end = position;
            while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            if (!any) {
                number += feed ? 1 : 0;
                feed = false;
                any = true;
            }
            int taken = Math.min(end - position, LONGEST - length);
            full |= taken < end - position;
            append(taken);
            position = end;
            if (end < limit) {
                feed = buffer[position++] == '\n';
                cut += full ? 1 : 0;
                return true;
            }
        }
    }

    private void append(int count) {
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(length + count, 2 * line.length)));
        }
        System.arraycopy(buffer, position, line, length, count);
        length += count;
    }

    private boolean fill() throws IOException {
        try {
            position = 0;
            limit = in.read(buffer);
            bytes += Math.max(limit, 0);
            return limit > 0;
        } catch (EOFException | ZipException e) {
            // A compressed log that ends in the middle: what came before it counts.
            damage = "ends in the middle of compressed data; read to there";
            limit = 0;
            return false;
        }
    }

    /// The bytes of the line, valid to the next step; only [#length()] of them.
    byte[] line() {
        return line;
    }

    int length() {
        return length;
    }

    /// From 1.
    long number() {
        return number;
    }

    /// Bytes of text so far.
    long bytes() {
        return bytes;
    }

    /// Lines that were longer than the limit.
    long cut() {
        return cut;
    }

    /// What is wrong with the stream; empty if nothing.
    String damage() {
        return damage;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
