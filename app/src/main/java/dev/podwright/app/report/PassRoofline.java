package dev.podwright.app.report;

import dev.podwright.layout.Recompute;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.model.Operator;
import dev.podwright.step.Block.Body;
import dev.podwright.step.Inventory;
import dev.podwright.step.Inventory.Computation;
import dev.podwright.step.Pass;
import dev.podwright.step.TrainingBlocks;
import dev.podwright.step.TrainingShape;
import dev.podwright.training.Trainer;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The operators of the model's commonest layer under the roofs of the chip, pass by pass.
final class PassRoofline {
    static final String READING = "Each dot is an operator of one layer for one micro-batch on one rank, as large as its share of its pass. On the slope memory is the limit,"
            + " under a flat roof arithmetic; how far a dot lies below the roof is what overheads and inefficiency take. Operators with less than 1 % of a pass stand in the tables alone.";

    private PassRoofline() {}

    static Figure of(String id, Trained setup, Trainer trainer) {
        Layer layer = setup.job().model().distinctLayers().entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        Map<String, Inventory> passes = new LinkedHashMap<>();
        for (Pass pass : Pass.values()) {
            Inventory inventory = inventory(trainer.blocks(), new Body(layer), TrainingShape.of(setup.setup()), pass, setup.setup().recompute());
            if (!inventory.computations().isEmpty()) {
                passes.put(name(pass), inventory);
            }
        }
        String kind = switch (layer.feedForward()) {
            case FeedForward.Dense _ -> "a layer";
            case FeedForward.Mixture _ -> "a mixture-of-experts layer";
        };
        return RooflinePicture.of(id, "%s of %s on %s".formatted(Character.toUpperCase(kind.charAt(0)) + kind.substring(1), setup.job().model().id(), setup.job().rankChip().name()),
                setup.job().rankChip(), passes);
    }

    private static Inventory inventory(TrainingBlocks blocks, Body block, TrainingShape shape, Pass pass, Recompute recompute) {
        // The priced tree knows how the software slows a kernel; a name stands once among the operators of a pass.
        Map<String, Cost> prices = new LinkedHashMap<>();
        blocks.price(block, shape, pass, recompute).children().forEach(leaf -> prices.putIfAbsent(leaf.name(), leaf));
        List<Computation> computations = new ArrayList<>();
        for (Operator operator : blocks.operators(block, shape, pass, recompute)) {
            Cost price = prices.get(operator.name());
            if (price != null) {
                computations.add(new Computation(operator.name(), 1, operator.flops(), operator.bytes(), operator.compute(), price));
            }
        }
        return new Inventory(computations, List.of());
    }

    private static String name(Pass pass) {
        return switch (pass) {
            case FORWARD -> "forward";
            case RECOMPUTE -> "computed again";
            case BACKWARD_INPUT -> "backward, towards the input";
            case BACKWARD_WEIGHT -> "backward, of the weights";
        };
    }
}
