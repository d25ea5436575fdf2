package dev.podwright.catalog;

import dev.podwright.units.Precision;
import java.util.List;

/// What a training framework in one release does: facts of its code and defaults, no fitted numbers.
///
/// @param vendors vendors of the chips it runs on
/// @param flashAttention whether attention runs as one kernel that keeps no scores; otherwise as two batched products
///     with the score matrix between them
/// @param fusedLoss whether cross-entropy reads and writes the logits in 16 bits in one kernel
/// @param gradients precision in which gradients are kept and summed among ranks
/// @param overlapsGradients whether their reduction runs behind the backward pass
/// @param overlapsWeights whether gathering weights (distributed optimizer, FSDP) runs ahead behind computation
/// @param overlapsTensor whether tensor-parallel collectives are cut up and run behind their matrix products
/// @param overlapsPipeline whether sends between stages run behind computation
/// @param overlapsExperts whether expert exchanges run behind the computation of another micro-batch
/// @param deduplicates whether a token is sent once per node rather than once per expert
/// @param source where its facts are from
public record TrainingSoftware(String id, String name, List<String> vendors, boolean flashAttention, boolean fusedLoss,
                               Precision gradients, boolean overlapsGradients, boolean overlapsWeights, boolean overlapsTensor,
                               boolean overlapsPipeline, boolean overlapsExperts, boolean deduplicates, String source) {

    public TrainingSoftware {
        vendors = List.copyOf(vendors);
    }
}
