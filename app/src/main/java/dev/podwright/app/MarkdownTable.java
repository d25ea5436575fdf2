package dev.podwright.app;

import java.util.ArrayList;
import java.util.List;

/// A table in GitHub's Markdown. What a file says stays text: nothing in a cell becomes markup.
final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();
    private final int columns;

    MarkdownTable(String... headings) {
        columns = headings.length;
        row((Object[]) headings);
        lines.add("|" + " --- |".repeat(columns));
    }

    MarkdownTable row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("The row has %d cells for %d headings.".formatted(cells.length, columns));
        }
        StringBuilder line = new StringBuilder("|");
        for (Object cell : cells) {
            line.append(' ').append(escaped(String.valueOf(cell))).append(" |");
        }
        lines.add(line.toString());
        return this;
    }

    boolean isEmpty() {
        return lines.size() == 2;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    /// Text that reads as it is written: characters that Markdown or HTML would take for their own are escaped, lines joined.
    static String escaped(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("([\\\\|*_`<>\\[\\]#~&$])", "\\\\$1")
                .replaceFirst("^([-+=])", "\\\\$1").replaceFirst("^(\\d+)([.)])(?=\\s)", "$1\\\\$2");
    }
}
