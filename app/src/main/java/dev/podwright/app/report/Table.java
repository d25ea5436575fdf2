package dev.podwright.app.report;

import java.util.List;
import java.util.stream.IntStream;

/// A table in a box of its own, which scrolls where the screen is narrower.
///
/// @param caption what one sees, for those who cannot see it
/// @param rows cells as texts, as many as headings
/// @param stacks whether a row becomes a list of its cells where the screen is narrow: for sentences, which nobody reads sideways
public record Table(String caption, List<String> headings, List<List<String>> rows, boolean stacks) {
    /// Such as `12.3`, `1,054 (838-1,348)`, `-` or `42 %`: a number and what belongs to it.
    private static final String NUMBER = "-|[-+]?[0-9][0-9,.]*( ?%| \\(.*\\)|x| of [0-9,]+)?";

    private static final int BRIEF = 24;

    public Table(String caption, List<String> headings, List<List<String>> rows) {
        this(caption, headings, rows, false);
    }

    /// A table of sentences.
    static Table stacking(String caption, List<String> headings, List<List<String>> rows) {
        return new Table(caption, headings, rows, true);
    }

    public Table {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != headings.size()) {
                throw new IllegalArgumentException("The row %s has %d cells for %d headings.".formatted(row, row.size(), headings.size()));
            }
        }
    }

    Html html() {
        List<Boolean> numeric = IntStream.range(0, headings.size()).mapToObj(this::numeric).toList();
        Html head = Html.tag("tr");
        Html body = Html.tag("tbody");
        for (int i = 0; i < headings.size(); i++) {
            Html heading = Html.tag("th", headings.get(i)).with("scope", "col");
            head.add(numeric.get(i) ? heading.of("number") : heading);
        }
        for (List<String> row : rows) {
            Html line = Html.tag("tr");
            for (int i = 0; i < row.size(); i++) {
                Html cell = i == 0 ? Html.tag("th", row.get(i)).with("scope", "row") : Html.tag("td", row.get(i));
                if (stacks && i > 0) {
                    cell.with("data-label", headings.get(i));
                }
                line.add(numeric.get(i) ? cell.of("number") : cell.of(brief(i) ? "brief" : "long"));
            }
            body.add(line);
        }
        Html table = Html.tag("table", Html.tag("caption", Html.tag("span", caption)), Html.tag("thead", head), body);
        return Html.tag("div", table).of(stacks ? "scroll stack" : "scroll").with("role", "region").with("tabindex", "0").with("aria-label", caption);
    }

    private boolean numeric(int column) {
        return column > 0 && brief(column) && 2 * rows.stream().filter(row -> row.get(column).matches(NUMBER)).count() > rows.size();
    }

    /// Columns of short texts do not break their lines.
    private boolean brief(int column) {
        return rows.stream().allMatch(row -> row.get(column).length() <= BRIEF);
    }
}
