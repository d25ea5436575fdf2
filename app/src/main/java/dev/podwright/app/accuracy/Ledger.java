package dev.podwright.app.accuracy;

import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.validation.judge.JudgedRow;
import dev.podwright.validation.judge.Kind;
import dev.podwright.validation.judge.Metric;
import dev.podwright.validation.judge.Outcome;
import dev.podwright.validation.judge.Score;
import dev.podwright.validation.judge.Scores;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Sums judged rows up as the page shows them, row by row.
final class Ledger {
    /// Rows of one operation on one chip, those that the calibration has seen apart.
    ///
    /// @param framework empty where rows of all frameworks are taken together
    record Cell(Kind kind, String op, String chip, String framework, Metric metric, boolean seen) {
        static final Comparator<Cell> ORDER = Comparator.comparing(Cell::kind).thenComparing(Cell::metric).thenComparing(Cell::op).thenComparing(Cell::chip)
                .thenComparing(Cell::framework).thenComparing(Cell::seen);
    }

    private final Scores<Cell> operations = new Scores<>(Cell.ORDER);
    private final Scores<Cell> frameworks = new Scores<>(Cell.ORDER);
    private final Map<Cell, double[]> bounds = new HashMap<>();
    private final TreeMap<Kind, Cloud> clouds = new TreeMap<>();

    void add(JudgedRow row) {
        operations.add(new Cell(row.kind(), row.op(), row.chip(), "", row.metric(), row.inSample()), row);
        Cell cell = new Cell(row.kind(), row.op(), row.chip(), row.framework(), row.metric(), false);
        frameworks.add(cell, row);
        if (row.outcome() instanceof Outcome.Predicted predicted && row.measured().isPresent()) {
            if (row.metric() == pictured(row.kind())) {
                clouds.computeIfAbsent(row.kind(), _ -> new Cloud()).add(row.chip(), row.measured().getAsDouble(), predicted.interval().value());
            }
            share(predicted.cost(), bounds.computeIfAbsent(cell, _ -> new double[Bound.values().length]));
        }
    }

    /// The metric that a kind is known by.
    static Metric pictured(Kind kind) {
        return switch (kind) {
            case TRAINING -> Metric.TOKENS_PER_S_PER_CHIP;
            case SERVING, SERVING_UNSURE -> Metric.TPOT_MS;
            case GEMM, ATTENTION_PREFILL, ATTENTION_DECODE, MLA, MOE, MODULE, PUBLISHED_KERNEL, COLLECTIVE, EXPERT_PARALLEL -> Metric.TIME_US;
        };
    }

    private static void share(Cost cost, double[] sums) {
        double seconds = cost.total();
        if (seconds > 0) {
            cost.leaves().forEach(leaf -> sums[leaf.bound().ordinal()] += leaf.total() / seconds);
        }
    }

    SequencedMap<Cell, Score> operations() {
        return operations.all();
    }

    SequencedMap<Cell, Score> frameworks() {
        return frameworks.all();
    }

    TreeMap<Kind, Cloud> clouds() {
        return clouds;
    }

    /// What limits the predicted time of a cell's rows, in words such as `memory 63 %, latency 30 %`.
    String limits(Cell cell) {
        double[] sums = bounds.getOrDefault(cell, new double[Bound.values().length]);
        double all = 0;
        for (double sum : sums) {
            all += sum;
        }
        StringBuilder words = new StringBuilder();
        for (Bound bound : Bound.values()) {
            double share = all == 0 ? 0 : sums[bound.ordinal()] / all;
            if (share >= 0.1) {
                words.append(words.isEmpty() ? "" : ", ").append(bound.label()).append(' ').append(Math.round(100 * share)).append(" %");
            }
        }
        return words.toString();
    }
}
