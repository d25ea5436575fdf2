package dev.podwright.knowledge.support;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/// A CSV text with a heading; lines that begin with `#` are comments.
///
/// @param name of the file
record Sheet(String name, List<String> columns, List<Line> lines) {

    /// @param number of the line in the file, from 1, as long as no cell spans lines
    record Line(int number, Map<String, String> cells) {
        String get(String column) {
            return cells.get(column);
        }
    }

    /// A table that ships with the product, beside this class.
    static Sheet resource(String name) {
        return parse(name, new String(Document.content(Sheet.class, name), StandardCharsets.UTF_8).lines().toList());
    }

    /// @throws InputException if a row has not as many cells as the heading
    static Sheet parse(String name, List<String> text) {
        List<String> columns = null;
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            if (text.get(i).startsWith("#") || text.get(i).isBlank()) {
                continue;
            }
            List<String> cells = cells(name, i + 1, text.get(i));
            if (columns == null) {
                columns = cells;
            } else if (cells.size() != columns.size()) {
                throw new InputException("%s, line %d: %d cells for %d columns.".formatted(name, i + 1, cells.size(), columns.size()),
                        "Quote cells that hold a comma.");
            } else {
                Map<String, String> row = new LinkedHashMap<>();
                for (int c = 0; c < cells.size(); c++) {
                    row.put(columns.get(c), cells.get(c));
                }
                lines.add(new Line(i + 1, row));
            }
        }
        if (columns == null) {
            throw new InputException("%s: the file is empty.".formatted(name), "It needs a line of column names.");
        }
        return new Sheet(name, columns, lines);
    }

    private static List<String> cells(String name, int number, String line) {
        if (line.indexOf('"') < 0) {
            return List.of(line.split(",", -1));
        }
        try (MappingIterator<String[]> parsed = new CsvMapper().readerFor(String[].class).with(CsvReadFeature.WRAP_AS_ARRAY).readValues(line)) {
            return List.of(parsed.next());
        } catch (JacksonException e) {
            throw new InputException("%s, line %d: this is not a line of a CSV file.".formatted(name, number), "Check its quotes.", e);
        }
    }
}
