package dev.podwright.validation.judge;

import dev.podwright.units.Interval;
import dev.podwright.validation.Errors;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The numbers of one group.
final class Tally {
    private static final double MIDDLE = 0.5;
    private static final double MOST = 0.9;

    private final Map<String, Integer> insufficient = new TreeMap<>();
    private final Map<String, Integer> unpredicted = new TreeMap<>();
    private final Doubles errors = new Doubles();
    private final Doubles halfWidths = new Doubles();
    private final Doubles nullErrors = new Doubles();
    private int rows;
    private int covered;

    void add(JudgedRow row) {
        rows++;
        switch (row.outcome()) {
            case Outcome.Insufficient empty -> insufficient.merge(empty.column(), 1, Integer::sum);
            case Outcome.Unpredictable unknown -> unpredicted.merge(unknown.reason(), 1, Integer::sum);
            case Outcome.Predicted predicted -> compare(predicted.interval(), row.measured().orElseThrow(), row.baseline());
        }
    }

    private void compare(Interval predicted, double measured, OptionalDouble baseline) {
        errors.add(predicted.value() / measured - 1);
        halfWidths.add((predicted.high() - predicted.low()) / (2 * predicted.value()));
        baseline.ifPresent(value -> nullErrors.add(Math.abs(value / measured - 1)));
        if (predicted.low() <= measured && measured <= predicted.high()) {
            covered++;
        }
    }

    Score score() {
        double[] signed = errors.sorted();
        Optional<Accuracy> accuracy = signed.length == 0 ? Optional.empty() : Optional.of(accuracy(signed));
        return new Score(rows, Collections.unmodifiableMap(new TreeMap<>(insufficient)), Collections.unmodifiableMap(new TreeMap<>(unpredicted)), accuracy);
    }

    private Accuracy accuracy(double[] signed) {
        double[] absolute = Arrays.stream(signed).map(Math::abs).sorted().toArray();
        double[] widths = halfWidths.sorted();
        double[] ofNull = nullErrors.sorted();
        return new Accuracy(signed.length, Errors.quantile(signed, MIDDLE), Errors.quantile(absolute, MIDDLE), Errors.quantile(absolute, MOST),
                (double) covered / signed.length, Errors.quantile(widths, MIDDLE), quantile(ofNull, MIDDLE), quantile(ofNull, MOST));
    }

    private static OptionalDouble quantile(double[] sorted, double share) {
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Errors.quantile(sorted, share));
    }
}
