package dev.podwright.validation.judge;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Quantity;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import dev.podwright.validation.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What no machine can beat: its peak arithmetic, and reading memory for what its cache cannot hold.
final class Physics {
    /// Beyond the plain roofline, and why it may be.
    static final String WARM = "data in the cache: benchmarks that reuse their operands read memory less";
    static final String FEWER = "fewer experts drawn than an even router would: which ones a call touched was not recorded";

    /// Clocks above the one that the datasheet's peak is stated for, and rounding of printed figures.
    private static final double TOLERANCE = 1.05;
    /// Least share of the experts of an even router that a drawn load touches; the measured tables go down to 0.7 where all experts stand on
    /// one rank.
    private static final double DRAWN = 0.5;

    /// Of chips whose cache nobody has published.
    private final double largestCache;

    Physics(List<Chip> chips) {
        this.largestCache = chips.stream().mapToDouble(c -> cache(c).orElse(0.0)).max().orElse(0);
    }

    /// Why the time may lie beyond the plain roofline, empty if it does not.
    ///
    /// @param column that holds the time or what it was computed from
    /// @param seconds measured
    /// @throws dev.podwright.document.InputException if the chip cannot be so fast
    Optional<String> beyond(Row row, String column, Operator operator, Chip chip, double seconds) {
        double compute = operator.flops() / fastest(operator, chip);
        double bandwidth = chip.need(Figure.MEMORY_BANDWIDTH);
        double allowed = operator instanceof Operator.Experts ? DRAWN * operator.bytes() : operator.bytes();
        double cold = Math.max(0, allowed - cache(chip).orElse(largestCache)) / bandwidth;
        double fastest = Math.max(compute, cold);
        if (seconds * TOLERANCE < fastest) {
            String limit = compute >= cold ? "the peak arithmetic" : "the memory bandwidth";
            throw row.impossible(column, String.format(Locale.ROOT, "%.4g us is faster than %s of %s allows (%.4g us)", seconds * Metric.MICRO, limit,
                    chip.id(), fastest * Metric.MICRO));
        }
        if (seconds * TOLERANCE >= operator.bytes() / bandwidth) {
            return Optional.empty();
        }
        return Optional.of(operator instanceof Operator.Experts ? FEWER : WARM);
    }

    /// Like [#beyond], for a block of operators: the projections of its tokens alone. What one operator leaves in the cache the next may find there, and
    /// how attention and the selection of tokens are computed is the library's choice.
    void projections(Row row, String column, List<Operator> operators, Chip chip, double seconds) {
        double compute = operators.stream().filter(Physics::projects)
                .mapToDouble(o -> o.flops() / fastest(o, chip)).sum();
        if (seconds * TOLERANCE < compute) {
            throw row.impossible(column, String.format(Locale.ROOT, "%.4g us is faster than the peak arithmetic of %s allows (%.4g us)",
                    seconds * Metric.MICRO, chip.id(), compute * Metric.MICRO));
        }
    }

    private static boolean projects(Operator operator) {
        return operator instanceof Operator.Gemm gemm && gemm.count() == 1 && !gemm.name().contains(".indexer.") && !gemm.name().endsWith(".kv_up");
    }

    private static Optional<Double> cache(Chip chip) {
        return chip.find(Figure.CACHE_CAPACITY).map(Quantity::si);
    }

    /// Attention over a narrow cache may compute in the format of the cache.
    private static double fastest(Operator operator, Chip chip) {
        Precision cache = switch (operator) {
            case Operator.PrefillAttention p -> p.kv();
            case Operator.DecodeAttention d -> d.kv();
            case Operator.LatentDecode l -> l.kv();
            default -> operator.compute();
        };
        return Stream.of(operator.compute(), cache).filter(chip::supports).mapToDouble(chip::peak).max().orElse(Double.POSITIVE_INFINITY);
    }
}
