package dev.podwright.app;

import java.util.List;

/// Text broken into lines that a terminal shows whole.
final class Paragraphs {
    /// Wide enough for tables, narrow enough to read.
    private static final int WIDTH = 120;

    private final StringBuilder out = new StringBuilder();

    Paragraphs line(String text) {
        out.append(text.stripTrailing()).append(System.lineSeparator());
        return this;
    }

    Paragraphs blank() {
        return line("");
    }

    /// `label` in a column of `column` letters and `text` beside it.
    Paragraphs item(String label, int column, String text) {
        String start = label + " ".repeat(Math.max(1, column - label.length()));
        Wrapped.lines(start, " ".repeat(column), text.strip().replaceAll("\\s+", " "), WIDTH).forEach(this::line);
        return this;
    }

    /// A numbered list under a heading; nothing if it is empty.
    Paragraphs numbered(String heading, List<String> items) {
        if (!items.isEmpty()) {
            line(heading);
            for (int i = 0; i < items.size(); i++) {
                item("  %d.".formatted(i + 1), 5, items.get(i));
            }
        }
        return this;
    }

    /// A list with dashes under a heading; nothing if it is empty.
    Paragraphs listed(String heading, List<String> items) {
        if (!items.isEmpty()) {
            line(heading);
            items.forEach(i -> item("  -", 4, i));
        }
        return this;
    }

    Paragraphs text(String text) {
        out.append(text);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
