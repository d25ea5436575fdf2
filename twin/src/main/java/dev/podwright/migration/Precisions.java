package dev.podwright.migration;

import dev.podwright.catalog.Chip;
import dev.podwright.document.InputException;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.model.Architecture;
import dev.podwright.model.Quantization;
import dev.podwright.plan.Subject;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What becomes of the precision a model is served in: figures from the twin.
///
/// @param context tokens of the longest sequence that must fit
record Precisions(Case asked, Architecture model, double context) {
    /// hicann/runtime lists what the cube of each chip multiplies.
    private static final String CUBE = Facts.bundled().source("cube");
    private static final String WEIGHTS = "arithmetic from the configuration of the model and the catalogue of chips";

    /// What is left of a wish on a chip: as much of it as the chip can do, nothing if that is nothing. Without a wish for weights, formats of which an
    /// Ascend chip has no kernel give way to what its engine serves instead (see the facts on quantisation).
    static PrecisionWish left(PrecisionWish asked, Chip chip, Architecture model) {
        PrecisionWish wish = asked.weights().isPresent() ? asked
                : new PrecisionWish(Generation.of(chip).flatMap(g -> instead(g, chip, model)), asked.activations(), asked.kv());
        Optional<Precision> kv = wish.kv().filter(k -> k.bytes() >= Precision.BF16.bytes() || chip.supports(k));
        for (PrecisionWish each : List.of(new PrecisionWish(wish.weights(), wish.activations(), kv), new PrecisionWish(Optional.empty(), Optional.empty(), kv))) {
            try {
                each.on(chip, model);
                return each;
            } catch (InputException lacks) {
                // The next wish asks for less.
                continue;
            }
        }
        return PrecisionWish.NONE;
    }

    private static Optional<Precision> instead(Generation generation, Chip chip, Architecture model) {
        Precision sixteen = chip.supports(Precision.BF16) ? Precision.BF16 : Precision.FP16;
        Precision narrow = chip.supports(Precision.MXFP4) ? Precision.MXFP4 : chip.supports(Precision.INT8) ? Precision.INT8 : sixteen;
        return switch (model.shipped().orElse(Quantization.BF16).weights()) {
            case MXFP4 -> chip.supports(Precision.MXFP4) ? Optional.empty() : Optional.of(sixteen);
            case NVFP4 -> Optional.of(narrow);
            // W4A16 of vllm-ascend is for experts; the 950 has no int4.
            case INT4 -> model.mixture() && generation != Generation.A5 ? Optional.empty() : Optional.of(narrow);
            case FP8, INT8, BF16, FP16, FP32, TF32 -> Optional.empty();
        };
    }

    /// What is used on a chip; empty if it can compute in nothing that the model can be brought to.
    static Optional<PrecisionWish.Choice> on(PrecisionWish wish, Chip chip, Architecture model) {
        try {
            return Optional.of(left(wish, chip, model).on(chip, model));
        } catch (InputException lacks) {
            return Optional.empty();
        }
    }

    List<Report.Change> changes() {
        Optional<PrecisionWish.Choice> there = on(asked.question().precision(), asked.target().rankChip(), model);
        if (there.isEmpty()) {
            return List.of(new Report.Change(Report.Topic.PRECISION, stored().label(), "none",
                    "%s can compute in nothing that %s can be brought to.".formatted(asked.target().rankChip().id(), model.id()), Report.Weight.BLOCKS, CUBE));
        }
        List<Report.Change> changes = new ArrayList<>();
        changes.add(weights(there.get().quantization()));
        cache(there.get().quantization()).ifPresent(changes::add);
        return changes;
    }

    private Quantization stored() {
        return model.shipped().orElse(Quantization.BF16);
    }

    private Report.Change weights(Quantization there) {
        Quantization here = on(asked.question().precision(), asked.question().from().rankChip(), model).map(PrecisionWish.Choice::quantization).orElse(stored());
        return new Report.Change(Report.Topic.PRECISION, here.label(), there.label(), consequence(here, there), weight(here, there),
                here.weights() == there.weights() && !asked.advised() ? WEIGHTS : CUBE);
    }

    private static Report.Weight weight(Quantization here, Quantization there) {
        if (here.weights() != there.weights()) {
            return Report.Weight.BLOCKS;
        }
        double more = there.activations().bytes() - here.activations().bytes();
        return more > 0 ? Report.Weight.COSTS : more < 0 ? Report.Weight.GAINS : Report.Weight.KEEPS;
    }

    private String consequence(Quantization here, Quantization there) {
        Room room = new Room(model, context);
        Subject target = asked.target();
        String chip = target.rankChip().id();
        String memory = "%s: %s; %s: %s.".formatted(here.label(), room.words(asked.question().from(), here), there.label(), room.words(target, there));
        String why = here.weights() != there.weights() ? "%s cannot use weights in %s: they have to become %s first. ".formatted(chip, here.weights().label(), there.label())
                : here.activations() != there.activations() ? "The weights stay in %s, products run in %s in place of %s. ".formatted(here.weights().label(), there.activations().label(), here.activations().label())
                : "";
        return why + memory + wide(room, target, there);
    }

    /// What 16 bits would take, where the target keeps fewer: the way out if accuracy suffers or a kernel is missing.
    private static String wide(Room room, Subject target, Quantization there) {
        if (there.weights().bytes() >= Precision.BF16.bytes()) {
            return "";
        }
        Precision sixteen = target.rankChip().supports(Precision.BF16) ? Precision.BF16 : Precision.FP16;
        return " %s: %s.".formatted(sixteen.label(), room.words(target, new Quantization(sixteen, sixteen, sixteen)));
    }

    private Optional<Report.Change> cache(Quantization there) {
        if (!asked.has(Trait.FP8_KV_CACHE) || there.kv() == Precision.FP8) {
            return Optional.empty();
        }
        return Optional.of(new Report.Change(Report.Topic.PRECISION, "fp8 cache", there.kv().label() + " cache",
                "%s keeps no fp8: keys and values take %.0f times the memory, so that fewer sequences fit at once.".formatted(asked.target().rankChip().id(),
                        there.kv().bytes() / Precision.FP8.bytes()), Report.Weight.COSTS, CUBE));
    }
}
