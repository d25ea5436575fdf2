package dev.podwright.validation.serving;

import dev.podwright.validation.Row;
import dev.podwright.validation.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Tables written cell by cell, such as `mode=offline; tp=8`.
final class PointRows {
    private static final List<String> ALL = List.of("id", "source", "quality", "chip", "pod", "chips_per_replica", "total_chips", "model", "weights_dtype",
            "activation_dtype", "kv_dtype", "engine", "engine_version", "mode", "arrival", "length_law", "speculative", "scope", "layout_unit", "notes");

    private PointRows() {}

    static Table table(Path folder, String... rows) {
        List<Map<String, String>> cells = Arrays.stream(rows).map(PointRows::cells).toList();
        Set<String> columns = new LinkedHashSet<>(ALL);
        cells.forEach(c -> columns.addAll(c.keySet()));
        List<String> lines = new ArrayList<>(List.of(String.join(",", columns)));
        cells.forEach(c -> lines.add(columns.stream().map(k -> c.getOrDefault(k, "")).collect(Collectors.joining(","))));
        try {
            return Table.read(Files.write(folder.resolve("measured.csv"), lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Row row(Path folder, String cells) {
        return table(folder, cells).rows().getFirst();
    }

    static Point point(Row row) {
        return ((PointReader.Reading.Read) PointReader.read(row)).point();
    }

    private static Map<String, String> cells(String row) {
        Map<String, String> cells = new TreeMap<>(Map.of("quality", "A", "speculative", "none", "scope", "system", "layout_unit", "chip", "length_law", "fixed"));
        for (String cell : row.split(";")) {
            int at = cell.indexOf('=');
            cells.put(cell.substring(0, at).strip(), cell.substring(at + 1).strip());
        }
        return cells;
    }
}
