package dev.podwright.app;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that is either written whole or left as it was.
final class OutputFile {
    private OutputFile() {}

    /// What goes into a file.
    interface Content {
        void to(Writer out) throws IOException;
    }

    /// Writes `text`, see [#write(Path, Content)].
    static void write(Path file, String text) {
        write(file, out -> out.write(text));
    }

    /// Writes in UTF-8, replacing what was there. Links are followed; pipes and devices are written in place.
    ///
    /// @throws InputException if the directory is missing or the file cannot be written
    static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        try {
            if (Files.exists(target)) {
                target = target.toRealPath();
            }
            if (Files.isDirectory(target)) {
                throw new InputException("%s: this is a directory, not a file.".formatted(file), "Name a file in it.");
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                fill(target, content, StandardOpenOption.WRITE);
                return;
            }
            replace(target, content);
        } catch (NoSuchFileException e) {
            throw new InputException("%s: the directory %s is missing.".formatted(file, target.getParent()), "Create it first.", e);
        } catch (AccessDeniedException e) {
            throw new InputException("%s: you may not write into %s.".formatted(file, target.getParent()), "Choose another place.", e);
        } catch (IOException e) {
            throw new InputException("%s: the file cannot be written (%s).".formatted(file, e.getMessage()), "Choose another place.", e);
        }
    }

    /// Makes a folder if it is not there.
    ///
    /// @throws InputException if it cannot be made
    static void directory(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new InputException("%s: the directory cannot be made (%s).".formatted(folder, e.getMessage()), "Choose another place.", e);
        }
    }

    /// In the same directory, because only there a move is atomic; named by the process, so that two runs do not meet.
    private static void replace(Path target, Content content) throws IOException {
        Path partial = target.resolveSibling(".%s.%d.part".formatted(target.getFileName(), ProcessHandle.current().pid()));
        try {
            // What stands there was left by a run that was killed and had the same process number.
            fill(partial, content, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void fill(Path target, Content content, OpenOption... options) throws IOException {
        try (Writer out = Files.newBufferedWriter(target, options)) {
            content.to(out);
        }
    }
}
