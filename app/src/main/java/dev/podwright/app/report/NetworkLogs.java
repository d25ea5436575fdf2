package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.survey.Agreement;
import dev.podwright.survey.BusFactor;
import dev.podwright.survey.ByteSizes;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Survey;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Measured logs beside what is predicted for them.
final class NetworkLogs {
    private static final double PERCENT = 100;
    private static final double MICRO = 1e6;

    private NetworkLogs() {}

    static String name(Agreement agreement) {
        return "measured, " + agreement.file();
    }

    static Section section(Survey survey) {
        List<Block> blocks = new ArrayList<>();
        List<List<String>> sums = new ArrayList<>();
        List<Block> pictures = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        for (int i = 0; i < survey.measured().size(); i++) {
            Agreement a = survey.measured().get(i);
            long within = a.rows().stream().filter(Agreement.Row::within).count();
            sums.add(List.of(a.file(), a.program(), OperationNames.of(a.operation()), Show.count(a.ranks()), a.system(), Show.count(a.rows().size()), percent(a.median()), percent(a.ninetieth()),
                    "%s of %s".formatted(Show.count(within), Show.count(a.rows().size()))));
            pictures.add(picture(i, a));
            notes.addAll(a.notes());
        }
        blocks.add(new Block.Rows(new Table("Errors of the predicted times", List.of("log", "program", "operation", "ranks", "predicted for", "rows", "median error", "nine in ten below", "within the interval"), sums)));
        blocks.add(pictures.size() == 1 ? pictures.getFirst() : new Block.Beside(pictures));
        if (!notes.isEmpty()) {
            blocks.add(new Block.Points(List.copyOf(notes)));
        }
        return new Section("measured", "What was measured", "Logs beside the prediction of the same exchanges: points are measured, whiskers are 90 % intervals of the prediction.", blocks);
    }

    private static Block picture(int index, Agreement a) {
        double factor = BusFactor.of(a.operation(), a.ranks()) / NetworkSweep.GIGA;
        List<Double> sizes = a.rows().stream().map(Agreement.Row::bytes).toList();
        List<Interval> predicted = a.rows().stream().map(r -> {
            Interval seconds = r.predicted().seconds();
            double bytes = r.bytes() * factor;
            return new Interval(bytes / seconds.high(), bytes / seconds.value(), bytes / seconds.low());
        }).toList();
        List<Interval> measured = a.rows().stream().map(r -> Interval.exact(r.bytes() * factor / r.seconds())).toList();
        List<List<String>> rows = IntStream.range(0, sizes.size()).mapToObj(i -> {
            Agreement.Row row = a.rows().get(i);
            return List.of(ByteSizes.show(row.bytes()), Show.number(row.seconds() * MICRO), Show.interval(row.predicted().seconds().times(MICRO)), percent(row.error()));
        }).toList();
        return new Block.Picture(new Figure("log-" + index, "%s of %s ranks: %s".formatted(OperationNames.of(a.operation()), Show.count(a.ranks()), a.file()),
                "Measured by %s, predicted for %s.".formatted(a.program(), a.system()),
                new Curves("size", "bytes", "bus bandwidth in GB/s", "GB/s", List.of(new Curves.Curve("predicted", Tone.series(0), Curves.Style.LINE, sizes, predicted),
                        new Curves.Curve("measured", Tone.series(1), Curves.Style.POINTS, sizes, measured)), List.of()),
                new Table("Times in us", List.of("size", "measured", "predicted", "error"), rows)));
    }

    private static String percent(double share) {
        return Show.number(share * PERCENT) + " %";
    }
}
