package dev.podwright.simulation;

import dev.podwright.catalog.Chip;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Group;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Parameters;
import dev.podwright.model.Quantization;
import dev.podwright.model.Split;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// What a model's cache weighs and what a fabric does with it.
public final class CachePaths {
    /// Ranks hold equal shares at any length; they are compared at this one, which is beyond every window.
    private static final int REFERENCE_TOKENS = 1 << 18;

    private CachePaths() {}

    /// Bytes of the cache of so many tokens, each counted once however many ranks hold it.
    ///
    /// @param longest tokens of the longest prompt
    public static IntToDoubleFunction bytes(Architecture model, Quantization quantization, int longest) {
        double[] known = new double[longest + 1];
        Arrays.fill(known, Double.NaN);
        return tokens -> {
            if (Double.isNaN(known[tokens])) {
                known[tokens] = Parameters.kvBytes(model, quantization, Split.NONE, tokens);
            }
            return known[tokens];
        };
    }

    /// The links of replicas of `layout`: every rank of an attention group moves what it holds, over links of its own.
    ///
    /// @param apart ranks between sender and receiver
    public static Transfer.Port port(Architecture model, Quantization quantization, ServingLayout layout, Chip rankChip, Fabric fabric, int apart) {
        double each = MemoryBudget.of(model, quantization, layout, rankChip, 1, REFERENCE_TOKENS).cachePerSequence();
        double whole = Parameters.kvBytes(model, quantization, Split.NONE, REFERENCE_TOKENS);
        Group pair = new Group(2, apart);
        double seconds = fabric.seconds(new Collective.PointToPoint(each, pair)) - latency(fabric, apart);
        return new Transfer.Port(whole / seconds, layout.data(), model.layers().size());
    }

    /// Seconds before the first byte of a message arrives.
    public static double latency(Fabric fabric, int apart) {
        return fabric.seconds(new Collective.PointToPoint(0, new Group(2, apart)));
    }
}
