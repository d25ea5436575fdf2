package dev.podwright.app;

import dev.podwright.plan.Strain;
import java.util.ArrayList;
import java.util.List;

/// What the condition of a fabric costs, in lines for people.
public final class StrainText {
    private StrainText() {}

    static List<String> lines(Strain strain) {
        List<String> lines = new ArrayList<>();
        lines.add("condition: " + strain.condition().words());
        strain.sentences().forEach(sentence -> lines.add("  " + sentence));
        Table table = new Table("under the condition", "as built", "now", "change");
        strain.figures().forEach(f -> table.row(f.what(), value(f.kind(), f.before()), value(f.kind(), f.after()), change(f)));
        table.toString().lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    /// A value in the unit that suits it.
    public static String value(Strain.Kind kind, double si) {
        return switch (kind) {
            case SECONDS -> Show.seconds(si);
            case TOKENS_PER_SECOND, REQUESTS_PER_SECOND -> Show.rounded(si);
            case BYTES_PER_SECOND -> Show.number(si / 1e9) + " GB/s";
            case SHARE -> Show.percent(si);
            case COUNT -> Show.count(Math.round(si));
        };
    }

    /// Such as `+5.3 %`.
    public static String change(Strain.Figure figure) {
        double percent = 100 * figure.change();
        return Math.abs(percent) < 0.05 ? "0 %" : "%+.1f %%".formatted(percent);
    }
}
