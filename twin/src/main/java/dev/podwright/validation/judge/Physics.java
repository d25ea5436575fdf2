package dev.podwright.validation.judge;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Quantity;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import dev.podwright.validation.Row;
import java.util.Locale;
import java.util.stream.Stream;

/// What no machine can beat: its peak arithmetic, and reading memory for what its cache cannot hold.
final class Physics {
    /// Clocks above the one that the datasheet's peak is stated for, and rounding of printed figures.
    private static final double TOLERANCE = 1.05;

    private Physics() {}

    /// Whether the time is one that memory allows, or only a warm cache explains.
    ///
    /// @param column that holds the time or what it was computed from
    /// @param seconds measured
    /// @throws dev.podwright.document.InputException if the chip cannot be so fast
    static boolean warm(Row row, String column, Operator operator, Chip chip, double seconds) {
        double compute = operator.flops() / fastest(operator, chip);
        if (seconds * TOLERANCE < compute) {
            throw row.wrong(column, String.format(Locale.ROOT, "possible: the peak of %s allows no less than %.4g us", chip.id(), compute * Metric.MICRO));
        }
        double memory = least(operator) / chip.need(Figure.MEMORY_BANDWIDTH);
        if (seconds * TOLERANCE >= memory) {
            return false;
        }
        double cache = chip.find(Figure.CACHE_CAPACITY).map(Quantity::si).orElse(0.0);
        if (least(operator) > cache) {
            throw row.wrong(column, String.format(Locale.ROOT, "possible: the memory of %s allows no less than %.4g us, and its cache does not hold so much",
                    chip.id(), memory * Metric.MICRO));
        }
        return true;
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

    /// Bytes that must come from memory.
    private static double least(Operator operator) {
        return operator.bytes();
    }
}
