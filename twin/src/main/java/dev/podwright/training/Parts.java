package dev.podwright.training;

import dev.podwright.layout.Recompute;
import dev.podwright.model.Split;
import dev.podwright.step.Block;
import dev.podwright.step.Exchange;
import dev.podwright.step.Pass;
import dev.podwright.step.PassSeconds;
import dev.podwright.step.TrainingBlocks;
import dev.podwright.step.TrainingShape;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Adds up blocks to pipeline parts. Setups that differ in data-parallel size, schedule or sharding alone have their parts in common,
/// and so have jobs that differ in batch or memory alone: each part is added up once. Safe for use by several threads.
final class Parts {
    private static final Pass[] PASSES = Pass.values();
    private static final Exchange[] EXCHANGES = Exchange.values();

    private final TrainingBlocks blocks;
    private final Weights weights;
    private final Cuts cuts;
    private final Map<Shape, Prices> prices = new ConcurrentHashMap<>();
    private final Map<Key, Part[]> parts = new ConcurrentHashMap<>();

    private record Shape(TrainingShape shape, Recompute recompute) {}

    private record Key(Partition partition, Shape shape) {}

    /// By number of the block.
    ///
    /// @param seconds by pass too
    private record Prices(PassSeconds[][] seconds, Weights.Count[] held) {}

    Parts(TrainingBlocks blocks, Weights weights, Cuts cuts) {
        this.blocks = blocks;
        this.weights = weights;
        this.cuts = cuts;
    }

    TrainingBlocks blocks() {
        return blocks;
    }

    Weights weights() {
        return weights;
    }

    Cuts cuts() {
        return cuts;
    }

    /// Every kind of part.
    Part[] of(Partition partition, TrainingShape shape, Recompute recompute) {
        Key key = new Key(partition, new Shape(shape, recompute));
        Part[] known = parts.get(key);
        if (known == null) {
            known = add(key);
            parts.put(key, known);
        }
        return known;
    }

    /// Executions of a pass of a block per micro-batch: full recomputation reaches a share of the layers.
    static double times(Stage.Counted counted, Pass pass, Recompute recompute) {
        if (pass != Pass.RECOMPUTE) {
            return counted.count();
        }
        if (!counted.recomputable()) {
            return 0;
        }
        return switch (recompute) {
            case Recompute.None _ -> 0;
            case Recompute.Selective _ -> counted.count();
            case Recompute.Full full -> full.share() * counted.count();
        };
    }

    private Part[] add(Key key) {
        Prices found = prices.get(key.shape);
        if (found == null) {
            found = price(key.shape);
            prices.put(key.shape, found);
        }
        List<Stage> kinds = key.partition.kinds();
        Part[] added = new Part[kinds.size()];
        for (int kind = 0; kind < added.length; kind++) {
            added[kind] = add(kinds.get(kind), found, key.shape.recompute);
        }
        return added;
    }

    private static Part add(Stage stage, Prices prices, Recompute recompute) {
        Weights.Count held = Weights.Count.NONE;
        double[] pass = new double[PASSES.length];
        double[] alone = new double[EXCHANGES.length];
        double[] exposed = new double[EXCHANGES.length];
        double flops = 0;
        for (Stage.Counted counted : stage.blocks()) {
            held = held.plus(prices.held[counted.number()].times(counted.count()));
            for (int p = 0; p < PASSES.length; p++) {
                double times = times(counted, PASSES[p], recompute);
                if (times == 0) {
                    continue;
                }
                PassSeconds s = prices.seconds[counted.number()][p];
                pass[p] += times * s.seconds();
                flops += times * s.flops();
                for (int kind = 0; kind < EXCHANGES.length; kind++) {
                    alone[kind] += times * s.alone()[kind];
                    exposed[kind] += times * s.exposed()[kind];
                }
            }
        }
        return new Part(stage, held, pass, flops, alone, exposed);
    }

    private Prices price(Shape shape) {
        List<Block> all = cuts.blocks();
        Split split = shape.shape.split();
        PassSeconds[][] seconds = new PassSeconds[all.size()][PASSES.length];
        Weights.Count[] held = new Weights.Count[all.size()];
        for (int number = 0; number < seconds.length; number++) {
            Block block = all.get(number);
            held[number] = weights.of(block, split);
            for (int p = 0; p < PASSES.length; p++) {
                seconds[number][p] = blocks.seconds(block, shape.shape, PASSES[p], shape.recompute);
            }
        }
        return new Prices(seconds, held);
    }
}
