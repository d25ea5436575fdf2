package dev.podwright.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sentences in the cells of a text table: a row becomes as many lines as its longest cell needs.
final class Wrapped {
    private Wrapped() {}

    /// Adds a row whose cells take at most `width` characters; a word that is longer stays whole.
    static void row(Table table, int width, String... cells) {
        List<List<String>> wrapped = Arrays.stream(cells).map(cell -> lines(cell, width)).toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < height; i++) {
            int line = i;
            table.row(wrapped.stream().map(w -> line < w.size() ? w.get(line) : "").toArray());
        }
    }

    private static List<String> lines(String cell, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : cell.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
