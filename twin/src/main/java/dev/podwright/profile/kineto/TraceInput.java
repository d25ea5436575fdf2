package dev.podwright.profile.kineto;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// The bytes of a trace, inflated if they are compressed, whatever the file is called. Counts them.
final class TraceInput extends FilterInputStream {
    private static final int BUFFER = 1 << 17;
    /// The first two bytes of gzip (RFC 1952, section 2.3.1).
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;

    private long read;

    private TraceInput(InputStream in) {
        super(in);
    }

    static TraceInput open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
            buffered.mark(2);
            boolean compressed = buffered.read() == MAGIC_1 && buffered.read() == MAGIC_2;
            buffered.reset();
            return new TraceInput(compressed ? new GZIPInputStream(buffered, BUFFER) : buffered);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        read += Math.max(0, count);
        return count;
    }

    /// Bytes so far, inflated.
    long bytes() {
        return read;
    }
}
