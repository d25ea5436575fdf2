package dev.podwright.validation;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/// One line of a [Table]. An empty cell means unknown or not applicable.
public final class Row {
    private final String file;
    private final int line;
    private final Map<String, Integer> columns;
    private final String[] cells;

    Row(String file, int line, Map<String, Integer> columns, String[] cells) {
        this.file = file;
        this.line = line;
        this.columns = columns;
        this.cells = cells;
    }

    /// The cell of `column`, empty if unknown.
    public String text(String column) {
        Integer at = columns.get(column);
        if (at == null) {
            throw new InputException("%s: there is no column %s.".formatted(file, column), Nearest.maybe(column, columns.keySet()));
        }
        return at < cells.length ? cells[at] : "";
    }

    public boolean has(String column) {
        return columns.containsKey(column) && !text(column).isEmpty();
    }

    /// The name of the table without its folder and ending.
    String table() {
        return Path.of(file).getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "");
    }

    /// Every column with its cell, in the order of the columns' names, empty cells left out.
    void known(BiConsumer<String, String> to) {
        columns.forEach((column, at) -> {
            if (at < cells.length && !cells[at].isEmpty()) {
                to.accept(column, cells[at]);
            }
        });
    }

    /// The cell of `column` as a number.
    public double number(String column) {
        String text = text(column);
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, together with infinities
        }
        throw wrong(column, "a number");
    }

    /// The cell of `column` as a number above 0.
    public double positive(String column) {
        double number = number(column);
        if (!(number > 0)) {
            throw wrong(column, "a number above 0");
        }
        return number;
    }

    /// The error for a cell that is not `expected`.
    public InputException wrong(String column, String expected) {
        return new InputException("%s, line %d, column %s: \"%s\" is not %s.".formatted(file, line, column, text(column), expected),
                "Write " + expected + ".");
    }

    /// The error for a cell that reads well and cannot be.
    ///
    /// @param why what it would mean, without a full stop
    public InputException impossible(String column, String why) {
        return new InputException("%s, line %d, column %s: \"%s\" cannot be: %s.".formatted(file, line, column, text(column), why),
                "Check the figure, its unit and the shape beside it.");
    }
}
