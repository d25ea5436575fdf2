package dev.podwright.validation;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder of measured tables.
///
/// @param root the folder as the user named it
public record Evidence(Path root) {

    /// @throws InputException if there is no such folder
    public Evidence {
        if (!Files.isDirectory(root)) {
            throw new InputException("%s: there is no such folder.".formatted(root),
                    "Give the folder that holds kernels/ with one folder of tables per chip.");
        }
    }

    /// One part of the evidence, such as `kernels`.
    public Path part(String name) {
        Path part = root.resolve(name);
        if (!Files.isDirectory(part)) {
            throw new InputException("%s: the evidence has no folder %s.".formatted(root, name),
                    "Give the folder that holds %s/.".formatted(name));
        }
        return part;
    }

    /// The entries of a folder in the order of their names.
    public static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new InputException("%s: the folder cannot be read.".formatted(folder), "Check that you may read it.", e);
        }
    }
}
