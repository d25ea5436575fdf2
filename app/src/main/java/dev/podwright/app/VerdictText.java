package dev.podwright.app;

import dev.podwright.validation.judge.Accuracy;
import dev.podwright.validation.judge.Group;
import dev.podwright.validation.judge.JudgedRow;
import dev.podwright.validation.judge.Kind;
import dev.podwright.validation.judge.Outcome;
import dev.podwright.validation.judge.Score;
import dev.podwright.validation.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A verdict for people: groups by kind, what was not predicted and why, the worst rows, totals.
final class VerdictText {
    /// Longer sources are told by their beginning.
    private static final int SOURCE = 32;
    private static final int REASONS = 6;
    private static final List<Function<Accuracy, Double>> FIGURES =
            List.of(Accuracy::bias, Accuracy::median, Accuracy::p90, Accuracy::coverage, Accuracy::halfWidth);

    private final StringBuilder out = new StringBuilder();

    private VerdictText() {}

    static String of(Verdict verdict) {
        VerdictText text = new VerdictText();
        for (Kind kind : Kind.values()) {
            text.kind(kind, verdict);
        }
        text.noise(verdict);
        text.skipped(verdict);
        text.totals(verdict);
        return text.out.toString();
    }

    private void kind(Kind kind, Verdict verdict) {
        List<Map.Entry<Group, Score>> groups = verdict.groups().entrySet().stream().filter(e -> e.getKey().kind() == kind).toList();
        if (groups.isEmpty()) {
            return;
        }
        Table table = new Table(kind.label(), "chip", "framework", "source", "metric", "rows", "no cell", "not predicted", "bias %", "median %", "p90 %",
                "in interval %", "half-width %");
        TreeMap<String, Integer> insufficient = new TreeMap<>();
        TreeMap<String, Integer> unpredicted = new TreeMap<>();
        groups.forEach(e -> {
            Group g = e.getKey();
            table.row(cells(e.getValue(), g.op(), g.chip(), g.framework(), brief(g.source()), g.metric().label()).toArray());
            e.getValue().insufficient().forEach((column, rows) -> insufficient.merge(column, rows, Integer::sum));
            e.getValue().unpredicted().forEach((reason, rows) -> unpredicted.merge(reason, rows, Integer::sum));
        });
        out.append(table);
        reasons("without a cell in", insufficient);
        reasons("not predicted:", unpredicted);
        worst(verdict.worst().getOrDefault(kind, List.of()));
        line("");
    }

    /// Names, then counts and errors.
    private static List<String> cells(Score score, String... names) {
        List<String> cells = new ArrayList<>(List.of(names));
        IntStream.of(score.rows(), score.insufficientRows(), score.unpredictedRows()).mapToObj(Show::count).forEach(cells::add);
        for (Function<Accuracy, Double> figure : FIGURES) {
            cells.add(score.accuracy().map(a -> percent(figure.apply(a))).orElse("-"));
        }
        return cells;
    }

    private void reasons(String what, Map<String, Integer> counts) {
        counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(REASONS)
                .forEach(e -> line("  %s rows %s %s".formatted(Show.count(e.getValue()), what, e.getKey())));
        if (counts.size() > REASONS) {
            line("  and %d more reasons (--json or --rows has all)".formatted(counts.size() - REASONS));
        }
    }

    private void worst(List<JudgedRow> rows) {
        for (JudgedRow row : rows) {
            if (row.outcome() instanceof Outcome.Predicted predicted) {
                line("  worst: %s, %s measured %s, predicted %s".formatted(row.id(), row.metric().label(), Show.number(row.measured().orElseThrow()),
                        Show.interval(predicted.interval())));
                line("    %s".formatted(predicted.cost().children().isEmpty() ? predicted.cost().bound().label() + "-bound, " + predicted.cost().why()
                        : Breakdown.inWords(predicted.cost())));
            }
        }
    }

    private void noise(Verdict verdict) {
        verdict.noise().forEach(n -> line("noise floor of %s %s: %s things measured %s times differ from their middle by %s %% in the median, %s %% at the 90th percentile"
                .formatted(n.kind().label(), n.metric().label(), Show.count(n.repeated()), Show.count(n.rows()), percent(n.median()), percent(n.p90()))));
    }

    private void skipped(Verdict verdict) {
        verdict.beyond().forEach(b -> line("%s rows of %s lie beyond a plain limit of their chip: %s".formatted(Show.count(b.rows()), b.kind().label(), b.reason())));
        verdict.absent().forEach(a -> line("skipped: %s, %s is %s".formatted(a.kind().label(), a.file(), a.why())));
        verdict.unread().forEach(file -> line("not read: %s, which no kind knows".formatted(file)));
        line("%d parts of the folder skipped, %d files not read".formatted(verdict.absent().size(), verdict.unread().size()));
        line("");
    }

    private void totals(Verdict verdict) {
        Table table = new Table("all of", "seen by calibration", "metric", "rows", "no cell", "not predicted", "bias %", "median %", "p90 %", "in interval %",
                "half-width %", "null median %", "null p90 %");
        verdict.totals().forEach((whole, score) -> {
            List<String> cells = cells(score, whole.kind().label(), whole.inSample() ? "yes" : "no", whole.metric().label());
            cells.add(percent(score.accuracy().map(Accuracy::nullMedian).orElse(OptionalDouble.empty())));
            cells.add(percent(score.accuracy().map(Accuracy::nullP90).orElse(OptionalDouble.empty())));
            table.row(cells.toArray());
        });
        out.append(table);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : "-";
    }

    private static String brief(String source) {
        return source.length() <= SOURCE ? source : source.substring(0, SOURCE - 2) + "..";
    }

    private void line(String text) {
        out.append(text).append(System.lineSeparator());
    }
}
