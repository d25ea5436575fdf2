package dev.podwright.app.report;

import dev.podwright.app.Breakdown;
import dev.podwright.app.Show;
import dev.podwright.validation.judge.Accuracy;
import dev.podwright.validation.judge.JudgedRow;
import dev.podwright.validation.judge.Kind;
import dev.podwright.validation.judge.Metric;
import dev.podwright.validation.judge.Outcome;
import dev.podwright.validation.judge.Score;
import dev.podwright.validation.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// How far predictions lie from measurements, as a page.
public final class JudgeReport {
    private static final List<Tone> TONES = List.of(Tone.ONE, Tone.THREE, Tone.SIX, Tone.SEVEN, Tone.FIVE, Tone.EIGHT, Tone.TWO, Tone.FOUR, Tone.NINE,
            Tone.TEN, Tone.ELEVEN, Tone.TWELVE, Tone.THIRTEEN, Tone.FOURTEEN, Tone.FIFTEEN);

    private JudgeReport() {}

    /// @param of what was judged, in words
    public static Page of(Verdict verdict, Points points, String of, Origin origin) {
        List<Section> sections = new ArrayList<>();
        sections.add(totals(verdict));
        points.pictures().forEach((what, picture) -> sections.add(section(what, picture, verdict)));
        sections.add(origin.section(List.of(
                "Intervals are 90 % intervals: one row in ten may lie outside.",
                "Pictures show some of the rows of each chip, evenly along the tables; the figures count all.")));
        return new Page("validate", "Predicted against measured", "Every measured row of %s beside its prediction.".formatted(of), sections);
    }

    private static Section totals(Verdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        verdict.totals().forEach((whole, score) -> {
            List<String> row = new ArrayList<>(List.of(whole.kind().label(), whole.metric().label(), whole.inSample() ? "yes" : "no"));
            row.addAll(figures(score));
            rows.add(row);
        });
        Table table = new Table("All rows by kind", List.of("kind", "metric", "seen by calibration", "rows", "no cell", "not predicted", "bias", "median error",
                "90th percentile", "in the interval", "half-width"), rows);
        return new Section("totals", "In sum", "Errors are |predicted / measured - 1|; the bias is their median with its sign.", List.of(new Block.Rows(table)));
    }

    private static List<String> figures(Score score) {
        List<String> cells = new ArrayList<>(List.of(Show.count(score.rows()), Show.count(score.insufficientRows()), Show.count(score.unpredictedRows())));
        for (OptionalDouble share : shares(score)) {
            cells.add(share.isPresent() ? percent(share.getAsDouble()) : "-");
        }
        return cells;
    }

    private static List<OptionalDouble> shares(Score score) {
        if (score.accuracy().isEmpty()) {
            OptionalDouble none = OptionalDouble.empty();
            return List.of(none, none, none, none, none);
        }
        Accuracy a = score.accuracy().get();
        return List.of(a.bias(), a.median(), a.p90(), a.coverage(), a.halfWidth()).stream().map(OptionalDouble::of).toList();
    }

    private static Section section(Points.Of what, Points.Pictured picture, Verdict verdict) {
        String id = (what.kind().label() + "-" + what.metric().label()).replace('_', '-');
        String name = what.kind().label().replace('_', ' ') + ", " + what.metric().label();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Beside(List.of(new Block.Picture(scatter(id, name, what.metric(), picture)), new Block.Picture(histogram(id, name, picture)))));
        blocks.add(new Block.Folded("By group", List.of(new Block.Rows(groups(what, verdict)))));
        Table worst = worst(what.kind(), what.metric(), verdict);
        if (!worst.rows().isEmpty()) {
            blocks.add(new Block.Folded("The worst rows", List.of(new Block.Rows(worst))));
        }
        return new Section(id, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), "Dots on the line are predicted as measured; below it too small, above it too large.",
                blocks);
    }

    private static Figure scatter(String id, String name, Metric metric, Points.Pictured picture) {
        List<Chart.Scatter.Cloud> clouds = new ArrayList<>();
        List<List<String>> numbers = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (var chip : picture.chips().entrySet()) {
            List<Chart.Scatter.Dot> dots = chip.getValue().stream().map(p -> new Chart.Scatter.Dot(p.measured(), p.value(), p.label())).toList();
            clouds.add(new Chart.Scatter.Cloud(chip.getKey(), TONES.get(clouds.size() % TONES.size()), Chart.Scatter.Style.CROWD, dots));
            numbers.add(List.of(chip.getKey(), Show.count(dots.size())));
            least = Math.min(least, dots.stream().mapToDouble(Chart.Scatter.Dot::x).min().orElse(least));
            most = Math.max(most, dots.stream().mapToDouble(Chart.Scatter.Dot::x).max().orElse(most));
        }
        clouds.add(new Chart.Scatter.Cloud("predicted = measured", Tone.MIXED, Chart.Scatter.Style.PATH,
                List.of(new Chart.Scatter.Dot(least, least, "as measured"), new Chart.Scatter.Dot(most, most, "as measured"))));
        Chart chart = new Chart.Scatter(clouds, "measured", metric.label(), "predicted", metric.label(), OptionalDouble.empty(), "");
        return new Figure(id + "-scatter", "Predicted against measured: " + name, "One colour a chip, both axes logarithmic.", chart,
                new Table("Rows shown", List.of("chip", "rows shown"), numbers));
    }

    private static Figure histogram(String id, String name, Points.Pictured picture) {
        List<String> rows = new ArrayList<>();
        List<Double> edges = Points.EDGES;
        for (int i = 0; i <= edges.size(); i++) {
            rows.add(i == 0 ? "below " + signed(edges.getFirst()) : i == edges.size() ? "above " + signed(edges.getLast())
                    : "%s to %s".formatted(signed(edges.get(i - 1)), signed(edges.get(i))));
        }
        List<Double> bins = picture.bins();
        List<List<String>> numbers = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            numbers.add(List.of(rows.get(i), Show.count(Math.round(bins.get(i)))));
        }
        Chart chart = new Chart.Bars(rows, List.of(new Chart.Bars.Stack("rows", Tone.ONE, bins)), "rows", "rows");
        return new Figure(id + "-errors", "Errors: " + name, "How many rows were predicted too small (upper half) or too large (lower half).", chart,
                new Table("Rows by error", List.of("predicted / measured - 1", "rows"), numbers));
    }

    private static Table groups(Points.Of what, Verdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        verdict.groups().forEach((group, score) -> {
            if (group.kind() == what.kind() && group.metric() == what.metric()) {
                List<String> row = new ArrayList<>(List.of(group.op(), group.chip(), group.framework(), group.source()));
                row.addAll(figures(score));
                rows.add(row);
            }
        });
        return new Table("By operation, chip, framework and source", List.of("op", "chip", "framework", "source", "rows", "no cell", "not predicted", "bias",
                "median error", "90th percentile", "in the interval", "half-width"), rows);
    }

    private static Table worst(Kind kind, Metric metric, Verdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        for (JudgedRow row : verdict.worst().getOrDefault(kind, List.of())) {
            if (row.metric() == metric && row.outcome() instanceof Outcome.Predicted predicted) {
                rows.add(List.of(row.id(), row.chip(), Show.number(row.measured().orElseThrow()), Show.interval(predicted.interval()),
                        Breakdown.inWords(predicted.cost()), predicted.cost().why()));
            }
        }
        return new Table("Farthest off", List.of("row", "chip", "measured", "predicted", "where the predicted time goes", "why"), rows);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String signed(double share) {
        return String.format(Locale.ROOT, "%+.0f %%", 100 * share);
    }
}
