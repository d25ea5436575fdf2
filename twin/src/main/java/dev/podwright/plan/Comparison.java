package dev.podwright.plan;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Group;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Chips or pods side by side, operator by operator.
public record Comparison(List<Subject> subjects, List<Row> rows) {
    /// Square weights of this width stand for the projections of a large model.
    private static final int WIDTH = 8192;
    private static final List<Integer> TOKENS = List.of(16, 256, 4096);
    private static final List<Precision> PRECISIONS = List.of(Precision.BF16, Precision.FP8, Precision.INT8);
    private static final int SERVER_RANKS = 8;
    private static final double SMALL_MESSAGE = 64 * 1024;
    private static final double LARGE_MESSAGE = 256e6;

    /// One line of the comparison.
    ///
    /// @param unit of the values, at the border (TFLOP/s, GB/s, us)
    /// @param better whether more is better
    /// @param values per subject and chip as sold; empty where the subject cannot do it
    /// @param notes per subject, the provenance or why it cannot
    public record Row(String what, String unit, boolean better, List<Optional<Interval>> values, List<String> notes) {

        /// How many times as fast `subject` is as `reference`; both must have a value.
        public double factor(int subject, int reference) {
            double ratio = values.get(subject).orElseThrow().value() / values.get(reference).orElseThrow().value();
            return better ? ratio : 1 / ratio;
        }

        private boolean overlap(int subject, int reference) {
            Interval mine = values.get(subject).orElseThrow();
            Interval theirs = values.get(reference).orElseThrow();
            return mine.low() <= theirs.high() && theirs.low() <= mine.high();
        }
    }

    public static Comparison of(List<Subject> subjects, Catalog catalog, Calibration calibration) {
        List<Bench> benches = subjects.stream().map(s -> new Bench(s, catalog, calibration)).toList();
        List<Row> rows = new ArrayList<>();
        for (Precision precision : PRECISIONS) {
            for (int tokens : TOKENS) {
                Operator gemm = new Operator.Gemm("gemm", 1, tokens, WIDTH, WIDTH, precision, precision, Precision.BF16);
                rows.add(row("GEMM %s, %d x %d x %d".formatted(precision.label(), tokens, WIDTH, WIDTH), "TFLOP/s", true, benches,
                        b -> b.rate(gemm, gemm.flops(), 1e12)));
            }
        }
        Operator prefill = new Operator.PrefillAttention("attention", 1, 8192, 8192, 32, 8, 128, 128, 0, Precision.BF16, Precision.BF16);
        rows.add(row("prefill attention, 8,192 tokens, 32/8 heads", "TFLOP/s", true, benches, b -> b.rate(prefill, prefill.flops(), 1e12)));
        Operator decode = new Operator.DecodeAttention("attention", 64, 1, 8192, 32, 8, 128, 128, Precision.BF16, Precision.BF16);
        rows.add(row("decode attention, 64 x 8,192 tokens, 32/8 heads", "GB/s", true, benches, b -> b.rate(decode, decode.bytes(), 1e9)));
        Operator latent = new Operator.LatentDecode("mla", 64, 1, 8192, 128, 512, 64, Precision.BF16, Precision.BF16);
        rows.add(row("MLA decode, 64 x 8,192 tokens, 128 heads", "GB/s", true, benches, b -> b.rate(latent, latent.bytes(), 1e9)));
        rows.add(row("all-reduce 64 KiB among 8 ranks", "us", false, benches, b -> b.microseconds(SMALL_MESSAGE)));
        rows.add(row("all-reduce 256 MB among 8 ranks, busbw of one", "GB/s", true, benches, b -> b.busBandwidth(LARGE_MESSAGE)));
        return new Comparison(subjects, rows);
    }

    /// How one subject stands to another over the operators that both can do.
    ///
    /// @param least smallest factor, above 1 where the subject is faster
    /// @param middle median factor
    /// @param most largest factor
    /// @param faster operators at which it is faster, the intervals lying apart
    /// @param equal operators at which the intervals overlap
    /// @param slower operators at which it is slower, the intervals lying apart
    public record Verdict(double least, double middle, double most, int faster, int equal, int slower) {}

    /// The verdict on `subject` against `reference`; empty if they have no operator in common.
    public Optional<Verdict> verdict(int subject, int reference) {
        List<Row> common = rows.stream().filter(r -> r.values.get(subject).isPresent() && r.values.get(reference).isPresent()).toList();
        if (common.isEmpty()) {
            return Optional.empty();
        }
        double[] factors = common.stream().mapToDouble(r -> r.factor(subject, reference)).sorted().toArray();
        int half = factors.length / 2;
        double middle = factors.length % 2 == 1 ? factors[half] : (factors[half - 1] + factors[half]) / 2;
        int equal = (int) common.stream().filter(r -> r.overlap(subject, reference)).count();
        int faster = (int) common.stream().filter(r -> !r.overlap(subject, reference) && r.factor(subject, reference) > 1).count();
        return Optional.of(new Verdict(factors[0], middle, factors[factors.length - 1], faster, equal, common.size() - equal - faster));
    }

    private interface Measure {
        Reading of(Bench bench);
    }

    private record Reading(Optional<Interval> value, String note) {}

    private static Row row(String what, String unit, boolean better, List<Bench> benches, Measure measure) {
        List<Reading> readings = benches.stream().map(measure::of).toList();
        return new Row(what, unit, better, readings.stream().map(Reading::value).toList(), readings.stream().map(Reading::note).toList());
    }

    /// The kernels and fabric of one subject.
    private static final class Bench {
        private final Subject subject;
        private final Chip chip;
        private final Kernels kernels;
        private final Fabric fabric;

        Bench(Subject subject, Catalog catalog, Calibration calibration) {
            this.subject = subject;
            this.chip = subject.rankChip();
            this.kernels = Kernels.of(chip, catalog.chips(), calibration);
            this.fabric = Fabric.of(subject.pod(), chip, calibration);
        }

        /// Work per second of all dies of the chip as sold, each with the same operator.
        Reading rate(Operator operator, double work, double unit) {
            if (!chip.supports(operator.compute())) {
                return new Reading(Optional.empty(), "no " + operator.compute().label());
            }
            if (chip.find(Figure.MEMORY_BANDWIDTH).isEmpty()) {
                return new Reading(Optional.empty(), "memory bandwidth not published");
            }
            Cost cost = kernels.price(operator);
            return new Reading(Optional.of(cost.interval().under(work * subject.dies() / unit)), cost.why());
        }

        Reading microseconds(double bytes) {
            return collective(bytes, cost -> cost.interval().times(1e6));
        }

        Reading busBandwidth(double bytes) {
            double moved = 2.0 * (SERVER_RANKS - 1) / SERVER_RANKS * bytes;
            return collective(bytes, cost -> cost.interval().under(moved / 1e9));
        }

        private Reading collective(double bytes, Function<Cost, Interval> shown) {
            if (subject.pod().ranks() < SERVER_RANKS) {
                return new Reading(Optional.empty(), "links not published");
            }
            Cost cost = fabric.price("all_reduce", new Collective.AllReduce(bytes, Group.adjacent(SERVER_RANKS)));
            return new Reading(Optional.of(shown.apply(cost)), cost.why());
        }
    }
}
