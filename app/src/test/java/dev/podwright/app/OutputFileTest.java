package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    Path directory;

    @Test
    void theFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = Files.writeString(directory.resolve("a file.json"), "old");

        OutputFile.write(file, "910C → ok\n");

        assertThat(file).hasContent("910C → ok\n");
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(directory.resolve("real"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        OutputFile.write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void aMissingDirectoryIsNamed() {
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> OutputFile.write(directory.resolve("none/out.json"), ""))
                .withMessageEndingWith("the directory %s is missing.".formatted(directory.resolve("none")));
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> OutputFile.write(directory, ""))
                .withMessageEndingWith("this is a directory, not a file.");
    }

    @Test
    void aFileInPlaceOfADirectoryIsReported() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatExceptionOfType(InputException.class).isThrownBy(() -> OutputFile.write(file.resolve("out.json"), ""));
        assertThat(file).hasContent("");
    }
}
