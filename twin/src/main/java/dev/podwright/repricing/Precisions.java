package dev.podwright.repricing;

import dev.podwright.catalog.Chip;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operator computes in on a chip that lacks its precision: the nearest that keeps its meaning, then the next wider.
final class Precisions {
    /// Eight bits stay eight bits where the chip has any (w8a8 in place of FP8), four bits become four of another kind or eight; TF32 and Ascend's HF32
    /// stand in for FP32 as these keep its range.
    private static final Map<Precision, List<Precision>> INSTEAD = new EnumMap<>(Map.of(
            Precision.FP32, List.of(Precision.TF32),
            Precision.TF32, List.of(Precision.FP32),
            Precision.BF16, List.of(Precision.FP16, Precision.FP32),
            Precision.FP16, List.of(Precision.BF16, Precision.FP32),
            Precision.FP8, List.of(Precision.INT8, Precision.BF16, Precision.FP16),
            Precision.INT8, List.of(Precision.FP8, Precision.BF16, Precision.FP16),
            Precision.INT4, List.of(Precision.INT8, Precision.BF16, Precision.FP16),
            Precision.MXFP4, List.of(Precision.NVFP4, Precision.FP8, Precision.INT8, Precision.BF16),
            Precision.NVFP4, List.of(Precision.MXFP4, Precision.FP8, Precision.INT8, Precision.BF16)));

    /// Matrix units of Ascend multiply 32-bit numbers (HF32) at a quarter of their 16-bit rate: 88 of 354 TFLOP/s (gitcode Ascend/DrivingSDK
    /// performance-predict, devices_info). Taken for every chip of which no 32-bit peak is known, as so much more depth.
    private static final double QUARTER_RATE = 4;
    /// Depth makes tensors four times as long where they are twice as wide: a product that memory limits is over-estimated by as much.
    private static final double UNKNOWN_RATE = 2;

    private Precisions() {}

    /// An operator as it runs on a chip.
    ///
    /// @param substitution what stands in for what, full sentence; empty where nothing does
    /// @param doubt factor by which its time is less certain
    record Fitted(Operator operator, String substitution, double doubt) {
        private Fitted(Operator operator, String substitution) {
            this(operator, substitution, 1);
        }
    }

    /// Empty if the chip computes in nothing of the kind.
    static Optional<Fitted> on(Chip chip, Operator operator) {
        if (operator instanceof Operator.Stream || operator instanceof Operator.Cast) {
            return Optional.of(new Fitted(operator, ""));
        }
        if (wide(operator.compute()) && on(chip, operator.compute()).isEmpty()) {
            return on(chip, Precision.BF16).flatMap(sixteen -> slow(chip, operator, sixteen));
        }
        return on(chip, operator.compute()).map(compute -> compute == operator.compute() ? stored(chip, operator) : new Fitted(with(chip, operator, compute),
                "%s has no %s: taken as %s.".formatted(chip.name(), operator.compute().label(), compute.label())));
    }

    private static boolean wide(Precision precision) {
        return precision == Precision.FP32 || precision == Precision.TF32;
    }

    private static Optional<Fitted> slow(Chip chip, Operator operator, Precision sixteen) {
        String why = "%s has no published %s peak: taken at a quarter of its %s rate.".formatted(chip.name(), operator.compute().label(), sixteen.label());
        return switch (with(chip, operator, sixteen)) {
            case Operator.Gemm g -> Optional.of(new Fitted(new Operator.Gemm(g.name(), g.count(), g.m(), g.n(), QUARTER_RATE * g.k(), g.weights(), g.compute(), g.output()), why, UNKNOWN_RATE));
            case Operator.PrefillAttention p -> Optional.of(new Fitted(new Operator.PrefillAttention(p.name(), QUARTER_RATE * p.batch(), p.tokens(), p.context(), p.heads(), p.kvHeads(),
                    p.headDim(), p.valueDim(), p.window(), p.kv(), p.compute()), why, UNKNOWN_RATE));
            case Operator.DecodeAttention _, Operator.LatentDecode _, Operator.Experts _, Operator.Stream _, Operator.Cast _ -> Optional.empty();
        };
    }

    static Optional<Precision> on(Chip chip, Precision wanted) {
        return chip.supports(wanted) ? Optional.of(wanted) : INSTEAD.get(wanted).stream().filter(chip::supports).findFirst();
    }

    /// Computes in its own precision; weights and caches may be stored in one that the chip lacks.
    private static Fitted stored(Chip chip, Operator operator) {
        Operator other = with(chip, operator, operator.compute());
        return new Fitted(other, other.equals(operator) ? "" : "%s has no %s: weights or cache are taken as %s.".formatted(chip.name(), storage(operator).label(), storage(other).label()));
    }

    private static Precision storage(Operator operator) {
        return switch (operator) {
            case Operator.Gemm g -> g.weights();
            case Operator.Experts e -> e.weights();
            case Operator.PrefillAttention p -> p.kv();
            case Operator.DecodeAttention d -> d.kv();
            case Operator.LatentDecode l -> l.kv();
            case Operator.Stream s -> s.compute();
            case Operator.Cast c -> c.compute();
        };
    }

    private static Operator with(Chip chip, Operator operator, Precision compute) {
        return switch (operator) {
            case Operator.Gemm g -> new Operator.Gemm(g.name(), g.count(), g.m(), g.n(), g.k(), storage(chip, g.weights(), g.compute(), compute), compute,
                    g.output() == g.compute() ? compute : g.output());
            case Operator.Experts e -> new Operator.Experts(e.name(), e.pairs(), e.routed(), e.activeExperts(), e.localExperts(), e.hidden(), e.inter(), e.gated(),
                    storage(chip, e.weights(), e.compute(), compute), compute);
            case Operator.PrefillAttention p -> new Operator.PrefillAttention(p.name(), p.batch(), p.tokens(), p.context(), p.heads(), p.kvHeads(), p.headDim(), p.valueDim(),
                    p.window(), storage(chip, p.kv(), p.compute(), compute), compute);
            case Operator.DecodeAttention d -> new Operator.DecodeAttention(d.name(), d.batch(), d.queries(), d.context(), d.heads(), d.kvHeads(), d.headDim(), d.valueDim(),
                    storage(chip, d.kv(), d.compute(), compute), compute);
            case Operator.LatentDecode l -> new Operator.LatentDecode(l.name(), l.batch(), l.queries(), l.context(), l.heads(), l.latent(), l.rope(),
                    storage(chip, l.kv(), l.compute(), compute), compute);
            case Operator.Stream s -> s;
            case Operator.Cast c -> c;
        };
    }

    /// What is stored as it is computed stays so; four-bit integers are unpacked by kernels and need no units of their own.
    private static Precision storage(Chip chip, Precision stored, Precision before, Precision compute) {
        if (stored == before) {
            return compute;
        }
        return stored == Precision.INT4 ? stored : on(chip, stored).orElse(compute);
    }
}
