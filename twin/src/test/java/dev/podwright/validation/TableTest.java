package dev.podwright.validation;

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

class TableTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    @Test
    void cells_are_found_by_heading_and_quoted_commas_stay_in_their_cell() throws IOException {
        Row row = Table.read(file("a,b,notes\n1,,\"x, y\"\n")).rows().getFirst();
        assertThat(row.number("a")).isEqualTo(1);
        assertThat(row.has("b")).isFalse();
        assertThat(row.text("notes")).isEqualTo("x, y");
    }

    @Test
    void compressed_tables_read_like_plain_ones() throws IOException {
        Path file = folder.resolve("t.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a\n7\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Table.read(file).rows().getFirst().number("a")).isEqualTo(7);
    }

    @Test
    void a_wrong_cell_is_named_by_file_line_and_column() throws IOException {
        Row row = Table.read(file("a\n1\nfast\n")).rows().get(1);
        assertThatThrownBy(() -> row.number("a")).isInstanceOf(InputException.class)
                .hasMessageContaining("t.csv, line 3, column a").hasMessageContaining("fast");
    }

    @Test
    void a_missing_column_brings_up_its_like() throws IOException {
        Row row = Table.read(file("latency_us\n1\n")).rows().getFirst();
        assertThatThrownBy(() -> row.number("latency_ms")).isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(((InputException) e).mend()).contains("latency_us"));
    }

    @Test
    void too_many_cells_an_empty_file_and_a_broken_archive_are_refused() throws IOException {
        Path wide = file("a\n1,2\n");
        assertThatThrownBy(() -> Table.read(wide)).isInstanceOf(InputException.class).hasMessageContaining("line 2");
        Path empty = Files.writeString(folder.resolve("e.csv"), "");
        assertThatThrownBy(() -> Table.read(empty)).isInstanceOf(InputException.class);
        Path broken = Files.writeString(folder.resolve("b.csv.gz"), "not gzip");
        assertThatThrownBy(() -> Table.read(broken)).isInstanceOf(InputException.class).hasMessageContaining("b.csv.gz");
    }
}
