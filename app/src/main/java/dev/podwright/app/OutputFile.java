package dev.podwright.app;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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
        try (Draft draft = Draft.of(file)) {
            Writer out = new OutputStreamWriter(draft.out(), StandardCharsets.UTF_8);
            content.to(out);
            out.flush();
            draft.keep();
        } catch (IOException e) {
            throw fault(file, e);
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

    /// What to say of a file that cannot be written.
    static InputException fault(Path file, IOException fault) {
        return switch (fault) {
            case NoSuchFileException e -> new InputException("%s: the directory %s is missing.".formatted(file, file.toAbsolutePath().getParent()), "Create it first.", e);
            case AccessDeniedException e -> new InputException("%s: you may not write into %s.".formatted(file, file.toAbsolutePath().getParent()), "Choose another place.", e);
            default -> new InputException("%s: the file cannot be written (%s).".formatted(file, fault.getMessage()), "Choose another place.", fault);
        };
    }
}
