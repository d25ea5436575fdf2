package dev.podwright.knowledge.support;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.knowledge.support.Cell.State;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Tables of torch_npu as a file brings them: one row per interface and release of PyTorch.
public final class SupportExport {
    /// Columns that such a file must have; others, such as `module` and `section`, are not used.
    private static final List<String> COLUMNS = List.of("api", "pytorch", "a2", "a3", "ascend_950dt", "restriction");

    private final String file;
    private final Map<String, Map<String, Cell>> tables;

    private SupportExport(String file, Map<String, Map<String, Cell>> tables) {
        this.file = file;
        this.tables = tables;
    }

    /// @throws InputException if the file is not such a table, naming file, line and column
    public static SupportExport read(Path file) {
        Sheet sheet = Sheet.parse(file.toString(), Document.lines(file));
        for (String column : COLUMNS) {
            if (!sheet.columns().contains(column)) {
                String maybe = Nearest.maybe(column, sheet.columns());
                throw new InputException("%s: the column %s is missing; this is no table of what torch_npu supports.".formatted(file, column),
                        "Columns needed: " + String.join(", ", COLUMNS) + "." + (maybe.isEmpty() ? "" : " " + maybe));
            }
        }
        Map<String, Map<String, Cell>> tables = Support.sorted();
        for (Sheet.Line line : sheet.lines()) {
            Cell cell = new Cell(state(sheet, line, "a2"), state(sheet, line, "a3"), state(sheet, line, "ascend_950dt"), line.get("restriction"));
            tables.computeIfAbsent(given(sheet, line, "pytorch"), r -> new TreeMap<>()).merge(given(sheet, line, "api"), cell, Cell::and);
        }
        if (tables.isEmpty()) {
            throw new InputException("%s: the table has no rows.".formatted(file), "Check that the export is complete.");
        }
        return new SupportExport(file.toString(), tables);
    }

    Map<String, Map<String, Cell>> tables() {
        return tables;
    }

    String file() {
        return file;
    }

    /// Releases of PyTorch that the file has, oldest first.
    public List<String> releases() {
        return List.copyOf(tables.keySet());
    }

    private static String given(Sheet sheet, Sheet.Line line, String column) {
        String text = line.get(column).strip();
        if (text.isEmpty()) {
            throw new InputException("%s, line %d: the column %s is empty.".formatted(sheet.name(), line.number(), column), "Give it a value.");
        }
        return text;
    }

    private static State state(Sheet sheet, Sheet.Line line, String column) {
        String word = line.get(column).strip();
        for (State state : State.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new InputException("%s, line %d: %s is \"%s\".".formatted(sheet.name(), line.number(), column, word),
                "It is one of " + Arrays.stream(State.values()).map(State::word).collect(Collectors.joining(", ")) + ".");
    }
}
