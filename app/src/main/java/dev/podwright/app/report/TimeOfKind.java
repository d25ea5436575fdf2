package dev.podwright.app.report;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.repricing.Recognised;
import dev.podwright.repricing.RepricedUse;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Seconds of all device tasks of one kind in a profile, as if none ran beside another.
///
/// @param measured on the source
/// @param shaped of `measured`, those of tasks that were priced from their shapes
/// @param onSource what the twin predicts for the shaped ones where they were measured; none where none is shaped
/// @param onTarget of all; bounds are sums of bounds, as if all errors went the same way
public record TimeOfKind(Kind kind, long tasks, double measured, double shaped, Optional<Interval> onSource, Interval onTarget) {

    /// What tasks do, in the order of reports.
    public enum Kind {
        PRODUCTS("matrix products"),
        ATTENTION("attention"),
        EXPERTS("routed experts"),
        TRAFFIC("memory traffic"),
        EXCHANGE("communication"),
        COPIES("copies"),
        UNKNOWN("not recognised");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /// For programs.
        public String id() {
            return label.replace(' ', '-').toLowerCase(Locale.ROOT);
        }
    }

    /// How many times as long as measured.
    public double factor() {
        return measured > 0 ? onTarget.value() / measured : 1;
    }

    /// All kinds that the profile has, longest on the source first.
    public static List<TimeOfKind> of(Repricing repricing) {
        Map<Kind, List<RepricedUse>> sorted = new EnumMap<>(Kind.class);
        repricing.uses().forEach(use -> sorted.computeIfAbsent(kind(use.recognised()), _ -> new ArrayList<>()).add(use));
        return sorted.entrySet().stream().map(e -> sum(e.getKey(), e.getValue())).sorted(Comparator.comparingDouble(TimeOfKind::measured).reversed()).toList();
    }

    private static TimeOfKind sum(Kind kind, List<RepricedUse> uses) {
        List<RepricedUse> priced = uses.stream().filter(u -> u.onSource().isPresent()).toList();
        return new TimeOfKind(kind, uses.stream().mapToLong(u -> u.use().count()).sum(), uses.stream().mapToDouble(u -> u.use().seconds()).sum(),
                priced.stream().mapToDouble(u -> u.use().seconds()).sum(),
                priced.isEmpty() ? Optional.empty() : Optional.of(added(priced.stream().map(u -> u.onSource().orElseThrow()).toList())),
                added(uses.stream().map(RepricedUse::onTarget).toList()));
    }

    private static Interval added(List<Interval> parts) {
        double low = 0;
        double value = 0;
        double high = 0;
        for (Interval part : parts) {
            low += part.low();
            value += part.value();
            high += part.high();
        }
        return new Interval(low, value, high);
    }

    /// What a task does to the device.
    public static Kind kind(Recognised recognised) {
        return switch (recognised) {
            case Recognised.Computed computed -> longest(computed.operators());
            case Recognised.Exchanged _ -> Kind.EXCHANGE;
            case Recognised.Moved _ -> Kind.COPIES;
            case Recognised.Unshaped unshaped -> kind(unshaped.nature());
            case Recognised.Unknown _ -> Kind.UNKNOWN;
        };
    }

    /// A fused kernel counts as the part of it that has most arithmetic.
    private static Kind longest(List<Operator> operators) {
        return operators.stream().max(Comparator.comparingDouble(Operator::flops)).map(TimeOfKind::kind).orElse(Kind.UNKNOWN);
    }

    private static Kind kind(Operator operator) {
        return switch (operator) {
            case Operator.Gemm _ -> Kind.PRODUCTS;
            case Operator.Experts _ -> Kind.EXPERTS;
            case Operator.PrefillAttention _, Operator.DecodeAttention _, Operator.LatentDecode _ -> Kind.ATTENTION;
            case Operator.Stream _, Operator.Cast _ -> Kind.TRAFFIC;
        };
    }

    private static Kind kind(Kernel.Nature nature) {
        return switch (nature) {
            case PRODUCT -> Kind.PRODUCTS;
            case ATTENTION -> Kind.ATTENTION;
            case EXPERTS -> Kind.EXPERTS;
            case TRAFFIC -> Kind.TRAFFIC;
            case EXCHANGE -> Kind.EXCHANGE;
            case UNKNOWN -> Kind.UNKNOWN;
        };
    }
}
