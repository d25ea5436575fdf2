package dev.podwright.app.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A table in Markdown, and numbers as its cells show them.
final class Markdown {
    private final List<String> lines = new ArrayList<>();

    Markdown(String... headings) {
        row((Object[]) headings);
        lines.add("|" + "---|".repeat(headings.length));
    }

    Markdown row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(cell.toString().replace("|", "/"));
        }
        lines.add("| " + String.join(" | ", texts) + " |");
        return this;
    }

    boolean empty() {
        return lines.size() == 2;
    }

    @Override
    public String toString() {
        return empty() ? "None." : String.join("\n", lines);
    }

    static String percent(double share) {
        double percent = 100 * share;
        return String.format(Locale.ROOT, Math.abs(percent) < 10 ? "%.1f" : "%.0f", percent);
    }

    static String percent(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : "-";
    }

    static String pair(double median, double p90) {
        return percent(median) + " / " + percent(p90);
    }

    static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }
}
