package dev.podwright.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Words broken into lines; a word that is longer than a line stays whole.
final class Wrapped {
    private Wrapped() {}

    /// Adds a row whose cells take at most `width` characters, as many lines as the longest cell needs.
    static void row(Table table, int width, String... cells) {
        List<List<String>> wrapped = Arrays.stream(cells).map(cell -> lines("", "", cell, width)).toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < height; i++) {
            int line = i;
            table.row(wrapped.stream().map(w -> line < w.size() ? w.get(line) : "").toArray());
        }
    }

    /// @param start of the first line
    /// @param indent of the others
    /// @param width characters of a line, with its start
    static List<String> lines(String start, String indent, String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(start);
        int bare = start.length();
        for (String word : text.split(" ")) {
            if (line.length() > bare && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                bare = indent.length();
            }
            line.append(line.length() == bare ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
