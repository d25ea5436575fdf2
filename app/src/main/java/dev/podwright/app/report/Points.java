package dev.podwright.app.report;

import dev.podwright.validation.judge.JudgedRow;
import dev.podwright.validation.judge.Kind;
import dev.podwright.validation.judge.Metric;
import dev.podwright.validation.judge.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Measured against predicted values for pictures: as many of each chip as a picture can show, evenly along the order they come in, and all
/// errors by size.
public final class Points implements Consumer<JudgedRow> {
    /// Points of one chip in one picture, at most twice as many.
    private static final int KEPT = 60;
    /// Edges of the bins of errors, as predicted/measured - 1.
    static final List<Double> EDGES = List.of(-0.5, -0.3, -0.2, -0.1, -0.05, 0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0);

    private final TreeMap<Of, Pictured> pictures = new TreeMap<>(Comparator.comparing(Of::kind).thenComparing(Of::metric));

    /// What one picture shows.
    record Of(Kind kind, Metric metric) {}

    /// @param value predicted
    record Point(double measured, double value, String label) {}

    /// The points of a picture by chip, and the counts of its bins.
    static final class Pictured {
        private final TreeMap<String, Thinned> chips = new TreeMap<>();
        private final int[] bins = new int[EDGES.size() + 1];

        SequencedMap<String, List<Point>> chips() {
            TreeMap<String, List<Point>> points = new TreeMap<>();
            chips.forEach((chip, thinned) -> points.put(chip, thinned.points));
            return points;
        }

        List<Double> bins() {
            List<Double> counts = new ArrayList<>();
            for (int count : bins) {
                counts.add((double) count);
            }
            return counts;
        }
    }

    /// Every so many of what comes; whenever there are too many, half of them go and the next are taken half as often.
    private static final class Thinned {
        private List<Point> points = new ArrayList<>();
        private int stride = 1;
        private int came;

        void add(Point point) {
            if (came++ % stride == 0) {
                points.add(point);
            }
            if (points.size() > 2 * KEPT) {
                List<Point> half = new ArrayList<>();
                for (int i = 0; i < points.size(); i += 2) {
                    half.add(points.get(i));
                }
                points = half;
                stride *= 2;
            }
        }
    }

    @Override
    public void accept(JudgedRow row) {
        if (row.outcome() instanceof Outcome.Predicted predicted) {
            Pictured picture = pictures.computeIfAbsent(new Of(row.kind(), row.metric()), _ -> new Pictured());
            double measured = row.measured().orElseThrow();
            double error = predicted.interval().value() / measured - 1;
            picture.bins[(int) EDGES.stream().filter(edge -> error >= edge).count()]++;
            picture.chips.computeIfAbsent(row.chip(), _ -> new Thinned()).add(new Point(measured, predicted.interval().value(), row.op()));
        }
    }

    SequencedMap<Of, Pictured> pictures() {
        return pictures;
    }
}
