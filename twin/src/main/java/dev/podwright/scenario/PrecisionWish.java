package dev.podwright.scenario;

import dev.podwright.catalog.Chip;
import dev.podwright.document.InputException;
import dev.podwright.model.Architecture;
import dev.podwright.model.Quantization;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which precisions the user asked for. Empty weights and activations: the checkpoint's own, or the nearest that the chip
/// has; an empty cache precision: 16 bits.
public record PrecisionWish(Optional<Precision> weights, Optional<Precision> activations, Optional<Precision> kv) {

    public static final PrecisionWish NONE = new PrecisionWish(Optional.empty(), Optional.empty(), Optional.empty());

    /// The precisions used and why.
    public record Choice(Quantization quantization, String reason) {}

    /// Settles the precisions of `model` on `chip`.
    ///
    /// @throws InputException if a precision asked for is one that the chip cannot compute, naming what it has
    public Choice on(Chip chip, Architecture model) {
        Choice base = weights.isPresent() ? asked(chip, weights.get()) : shipped(chip, model);
        Precision compute = activations.orElse(base.quantization.activations());
        require(chip, compute);
        Quantization chosen = new Quantization(base.quantization.weights(), compute, kv.orElse(base.quantization.kv()),
                base.quantization.outside());
        return new Choice(chosen, base.reason);
    }

    private static Choice asked(Chip chip, Precision weights) {
        Precision compute = computeFor(chip, weights);
        return new Choice(new Quantization(weights, compute, sixteen(chip)), "as asked");
    }

    private static Choice shipped(Chip chip, Architecture model) {
        Quantization own = model.shipped().orElse(Quantization.BF16);
        String origin = model.shipped().isPresent() ? "the checkpoint's own" : "16-bit, the config names no quantisation";
        Precision stored = own.weights();
        if (weightOnly(stored) || chip.supports(stored)) {
            return new Choice(new Quantization(stored, computeFor(chip, stored), kept(chip, own.kv()), own.outside().map(p -> kept(chip, p))), origin);
        }
        return switch (stored) {
            case FP8 -> replaced(chip, "the checkpoint ships in fp8, which " + chip.id() + " lacks", List.of(Precision.INT8, Precision.BF16, Precision.FP16));
            case BF16, FP16 -> replaced(chip, chip.id() + " lacks " + stored.label(), List.of(Precision.BF16, Precision.FP16, Precision.FP8));
            case INT8 -> replaced(chip, chip.id() + " lacks int8", List.of(Precision.FP8, Precision.BF16, Precision.FP16));
            case FP32, TF32, INT4, MXFP4, NVFP4 ->
                replaced(chip, chip.id() + " lacks " + stored.label(), List.of(Precision.BF16, Precision.FP16));
        };
    }

    /// A format of the checkpoint that the chip has too, else 16 bits.
    private static Precision kept(Chip chip, Precision own) {
        return own.bytes() < Precision.BF16.bytes() && chip.supports(own) ? own : sixteen(chip);
    }

    private static Choice replaced(Chip chip, String why, List<Precision> order) {
        Precision next = order.stream().filter(chip::supports).findFirst().orElseThrow(() -> lacks(chip, order.getFirst()));
        String name = next == Precision.INT8 ? "w8a8 (int8)" : next.label();
        return new Choice(new Quantization(next, next, sixteen(chip)), why + ": " + name);
    }

    /// Four-bit weights are unpacked to what the matrix units compute in.
    private static boolean weightOnly(Precision stored) {
        return stored == Precision.INT4 || stored == Precision.MXFP4 || stored == Precision.NVFP4;
    }

    private static Precision computeFor(Chip chip, Precision weights) {
        if (weights == Precision.INT4) {
            return sixteen(chip);
        }
        if (weights == Precision.MXFP4) {
            // Engines multiply MXFP4 weights with MXFP8 activations where the chip can; both run at the fp8 rate.
            return chip.supports(Precision.MXFP4) && chip.supports(Precision.FP8) ? Precision.FP8 : sixteen(chip);
        }
        if (weights == Precision.NVFP4) {
            return chip.supports(weights) ? weights : sixteen(chip);
        }
        require(chip, weights);
        return weights;
    }

    private static Precision sixteen(Chip chip) {
        return chip.supports(Precision.BF16) || !chip.supports(Precision.FP16) ? Precision.BF16 : Precision.FP16;
    }

    private static void require(Chip chip, Precision precision) {
        if (!chip.supports(precision)) {
            throw lacks(chip, precision);
        }
    }

    private static InputException lacks(Chip chip, Precision precision) {
        String has = chip.peaks().keySet().stream().sorted().map(Precision::label).collect(Collectors.joining(", "));
        String mend = chip.supports(Precision.INT8) && precision == Precision.FP8 ? " For an fp8 checkpoint use --weights int8 (w8a8) or bf16." : "";
        return new InputException("The chip %s cannot compute in %s.".formatted(chip.id(), precision.label()), "It has " + has + "." + mend);
    }
}
