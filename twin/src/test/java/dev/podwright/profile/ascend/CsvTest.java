package dev.podwright.profile.ascend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
    @TempDir
    private Path folder;

    @Test
    void skipsTheMarkAndReadsCarriageReturnsQuotesAndEmptyLines() throws IOException {
        Path file = write("t.csv", "\uFEFFName,Input Shapes,Start\r\nA,\"\"\"2,3;4\"\"\",1.5\t\r\n\r\nB,\"a\r\nb\",2\r\nC,,3\r\n");
        try (Csv csv = Csv.open(file)) {
            assertThat(csv.heading()).containsExactly("Name", "Input Shapes", "Start");
            assertThat(csv.next()).containsExactly("A", "\"2,3;4\"", "1.5\t");
            assertThat(csv.line()).isEqualTo(2);
            assertThat(csv.next()[0]).isEqualTo("B");
            assertThat(csv.line()).isEqualTo(4);
            assertThat(csv.next()[0]).isEqualTo("C");
            assertThat(csv.line()).isEqualTo(6);
            assertThat(csv.next()).isNull();
        }
    }

    @Test
    void anEmptyFileIsAnError() throws IOException {
        Path file = write("t.csv", "");
        assertThatThrownBy(() -> Csv.open(file)).isInstanceOf(InputException.class).hasMessageContaining("t.csv: the file is empty");
    }

    @Test
    void aRowWithTooManyCellsIsNamedByItsLine() throws IOException {
        Path file = write("t.csv", "a,b\n1,2\n1,2,3\n");
        try (Csv csv = Csv.open(file)) {
            csv.next();
            assertThatThrownBy(csv::next).isInstanceOf(InputException.class).hasMessageContaining("t.csv, line 3: 3 cells for 2 columns");
        }
    }

    @Test
    void aQuoteThatNeverEndsIsNamed() throws IOException {
        Path file = write("t.csv", "a,b\n1,2\n1,\"2\n3,4\n");
        try (Csv csv = Csv.open(file)) {
            csv.next();
            assertThatThrownBy(csv::next).isInstanceOf(InputException.class).hasMessageContaining("t.csv, line 3");
        }
    }

    @Test
    void aFileThatIsNoTableDoesNotFillTheMemory() throws IOException {
        Path oneCell = write("cell.csv", "x".repeat(1 << 23));
        Path oneRow = write("row.csv", ",".repeat(1 << 20));

        assertThatThrownBy(() -> Csv.open(oneCell)).isInstanceOf(InputException.class).hasMessageContaining("cell.csv, line 1: a cell does not end");
        assertThatThrownBy(() -> Csv.open(oneRow)).isInstanceOf(InputException.class).hasMessageContaining("row.csv, line 1: a row of more than 65,536 cells");
    }

    @Test
    void compressedFilesAreReadAndACutOneIsNamed() throws IOException {
        Path file = folder.resolve("t.csv.gz");
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i * 7919 % 10007).append(',').append(i * 104729 % 1299709).append('\n');
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(rows(file)).isEqualTo(5000);
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.csv.gz");
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> rows(cut)).isInstanceOf(InputException.class).hasMessageContaining("cut short");
        Path plain = write("plain.csv.gz", "a,b\n1,2\n");
        assertThatThrownBy(() -> rows(plain)).isInstanceOf(InputException.class).hasMessageContaining("not gzip");
    }

    private static int rows(Path file) {
        try (Csv csv = Csv.open(file)) {
            int rows = 0;
            while (csv.next() != null) {
                rows++;
            }
            return rows;
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
