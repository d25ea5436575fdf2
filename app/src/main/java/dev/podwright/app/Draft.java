package dev.podwright.app;

import dev.podwright.document.InputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file in the making: it takes its place when it is kept, and is gone when it is closed before.
final class Draft implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path target;
    /// Equal to the target where that is a pipe or a device.
    private final Path partial;
    private final OutputStream out;
    private boolean kept;

    private Draft(Path target, Path partial, OutputStream out) {
        this.target = target;
        this.partial = partial;
        this.out = out;
    }

    /// @throws InputException if the file is a directory
    static Draft of(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.exists(target)) {
            target = target.toRealPath();
        }
        if (Files.isDirectory(target)) {
            throw new InputException("%s: this is a directory, not a file.".formatted(file), "Name a file in it.");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            return new Draft(target, target, open(target, StandardOpenOption.WRITE));
        }
        // In the same directory, because only there a move is atomic; named by the process, so that two runs do not meet.
        Path partial = target.resolveSibling(".%s.%d.part".formatted(target.getFileName(), ProcessHandle.current().pid()));
        // What stands there was left by a run that was killed and had the same process number.
        return new Draft(target, partial, open(partial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    private static OutputStream open(Path file, OpenOption... options) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file, options), BUFFER);
    }

    OutputStream out() {
        return out;
    }

    /// All is written: the file takes its place.
    void keep() throws IOException {
        out.close();
        if (!partial.equals(target)) {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (kept) {
            return;
        }
        try {
            out.close();
        } finally {
            if (!partial.equals(target)) {
                Files.deleteIfExists(partial);
            }
        }
    }
}
