package dev.podwright.validation;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/// A CSV file with a heading, plain or gzip.
///
/// @param file as the user named it
/// @param columns position of each column by its heading, in the order of the headings
public record Table(String file, Map<String, Integer> columns, List<Row> rows) {

    public Table {
        rows = List.copyOf(rows);
    }

    /// Reads a CSV file; a name that ends in `.gz` is decompressed.
    ///
    /// @throws InputException if it cannot be read or a row has more cells than the heading
    public static Table read(Path file) {
        String name = file.toString();
        try (Reader text = open(file);
                MappingIterator<String[]> lines = new CsvMapper().readerFor(String[].class)
                        .with(CsvReadFeature.WRAP_AS_ARRAY).with(CsvReadFeature.SKIP_EMPTY_LINES).readValues(text)) {
            if (!lines.hasNext()) {
                throw new InputException("%s: the file is empty.".formatted(name), "It needs a line of column names.");
            }
            Map<String, Integer> columns = new TreeMap<>();
            for (String heading : lines.next()) {
                columns.put(heading, columns.size());
            }
            List<Row> rows = new ArrayList<>();
            while (lines.hasNext()) {
                String[] cells = lines.next();
                int line = rows.size() + 2;
                if (cells.length > columns.size()) {
                    throw new InputException("%s, line %d: %d cells for %d columns.".formatted(name, line, cells.length, columns.size()),
                            "Quote cells that hold a comma.");
                }
                rows.add(new Row(name, line, columns, cells));
            }
            return new Table(name, columns, rows);
        } catch (IOException | JacksonException e) {
            throw new InputException("%s: the table cannot be read (%s).".formatted(name, e.getClass().getSimpleName()),
                    "Check that it is a CSV file, or gzip where its name ends in .gz.", e);
        }
    }

    private static Reader open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        return new InputStreamReader(plain, StandardCharsets.UTF_8);
    }
}
