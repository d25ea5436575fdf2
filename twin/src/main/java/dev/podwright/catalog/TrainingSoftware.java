package dev.podwright.catalog;

import dev.podwright.units.Precision;
import java.util.List;

/// What a training framework in one release does: facts of its code and defaults, no fitted numbers.
///
/// @param aliases other names, such as the words of published tables
/// @param vendors vendors of the chips it runs on
/// @param usual whether it is the one to take on its vendors' chips when nobody says which
/// @param attention generation of its attention kernel
/// @param fusedLoss whether cross-entropy reads and writes the logits in 16 bits in one kernel
/// @param gradients precision in which gradients are kept and summed among ranks
/// @param sequenceParallel whether tensor-parallel ranks divide norms and residuals too when nobody says
/// @param graphs whether the host starts whole recorded or compiled steps (CUDA graphs, XLA) rather than kernel by kernel
/// @param overlapsGradients whether their reduction runs behind the backward pass
/// @param overlapsWeights whether gathering weights (distributed optimizer, FSDP) runs ahead behind computation
/// @param overlapsWeightsBackward whether it does so in the backward pass too
/// @param overlapsTensor whether tensor-parallel collectives are cut up and run behind their matrix products
/// @param overlapsPipeline whether sends between stages run behind computation; Megatron does so with interleaved stages only
/// @param overlapsExperts whether expert exchanges run behind the computation of another micro-batch
/// @param deduplicates whether a token is sent once per node rather than once per expert
/// @param source where its facts are from; what nobody states is called assumed there
public record TrainingSoftware(String id, String name, List<String> aliases, List<String> vendors, boolean usual, AttentionKernel attention,
                               boolean fusedLoss, Precision gradients, boolean sequenceParallel, boolean graphs,
                               boolean overlapsGradients, boolean overlapsWeights, boolean overlapsWeightsBackward, boolean overlapsTensor, boolean overlapsPipeline,
                               boolean overlapsExperts, boolean deduplicates, String source) {

    public TrainingSoftware {
        aliases = List.copyOf(aliases);
        vendors = List.copyOf(vendors);
    }

    /// Software that no catalogue lists: no aliases, sequence parallel, kernels started one by one.
    public TrainingSoftware(String id, String name, List<String> vendors, AttentionKernel attention, boolean fusedLoss,
                            Precision gradients, boolean overlapsGradients, boolean overlapsWeights, boolean overlapsWeightsBackward, boolean overlapsTensor,
                            boolean overlapsPipeline, boolean overlapsExperts, boolean deduplicates, String source) {
        this(id, name, List.of(), vendors, false, attention, fusedLoss, gradients, true, false, overlapsGradients, overlapsWeights, overlapsWeightsBackward,
                overlapsTensor, overlapsPipeline, overlapsExperts, deduplicates, source);
    }

    /// The same with another way to exchange tokens among experts, which is an option of every run.
    public TrainingSoftware withExchange(boolean overlapped, boolean deduplicated) {
        return new TrainingSoftware(id, name, aliases, vendors, usual, attention, fusedLoss, gradients, sequenceParallel, graphs,
                overlapsGradients, overlapsWeights, overlapsWeightsBackward, overlapsTensor, overlapsPipeline, overlapped, deduplicated, source);
    }

    /// The same with gradients kept and summed in another precision, which is an option of every run.
    public TrainingSoftware withGradients(Precision other) {
        return new TrainingSoftware(id, name, aliases, vendors, usual, attention, fusedLoss, other, sequenceParallel, graphs,
                overlapsGradients, overlapsWeights, overlapsWeightsBackward, overlapsTensor, overlapsPipeline, overlapsExperts, deduplicates, source);
    }

    /// The same with or without recorded steps, which is an option of every run.
    public TrainingSoftware withGraphs(boolean recorded) {
        return new TrainingSoftware(id, name, aliases, vendors, usual, attention, fusedLoss, gradients, sequenceParallel, recorded,
                overlapsGradients, overlapsWeights, overlapsWeightsBackward, overlapsTensor, overlapsPipeline, overlapsExperts, deduplicates, source);
    }

    /// The framework whatever its release: releases stand last in ids (`megatron-bridge-26.02`).
    public String framework() {
        return id.replaceFirst("-[0-9.]+$", "");
    }

    /// Whether attention keeps no scores.
    public boolean flashAttention() {
        return attention != AttentionKernel.UNFUSED;
    }
}
