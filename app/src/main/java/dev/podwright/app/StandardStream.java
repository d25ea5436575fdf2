package dev.podwright.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Standard output or error, which the reader may close at any time (`| head -1`) and which may be a full disk.
/// After the first failure nothing more is written and no exception reaches the command.
final class StandardStream extends OutputStream {
    private final FileOutputStream file;
    private IOException failure;

    StandardStream(FileDescriptor descriptor) {
        this.file = new FileOutputStream(descriptor);
    }

    PrintWriter writer() {
        return new PrintWriter(new OutputStreamWriter(this, StandardCharsets.UTF_8));
    }

    /// Why not everything was written; empty too if the reader had enough and closed its end.
    Optional<String> failure() {
        return Optional.ofNullable(failure).map(Throwable::getMessage).filter(reason -> !closed(reason));
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failure != null) {
            return;
        }
        try {
            file.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
        }
    }

    /// The operating system's words for EPIPE and EBADF; Java has no type for them.
    private static boolean closed(String reason) {
        return reason.contains("Broken pipe") || reason.contains("Bad file descriptor");
    }
}
