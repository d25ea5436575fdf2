package dev.podwright.validation.serving;

import dev.podwright.model.Architecture;
import dev.podwright.model.Quantization;
import dev.podwright.step.Speculation;
import dev.podwright.workload.Lengths;
import java.util.Optional;

/// One measured operating point of a deployment.
///
/// @param chip as the table names it
/// @param pod nearest pod of the catalogue; empty = none named
/// @param chips of the measured system, counted as the table does: packages or dies of the 910C
/// @param ranksPerChip 2 where the table counts packages of two dies
/// @param both replicas that do prompts and generation, or the pool that was measured alone
/// @param prefill the pool for prompts of a disaggregated system
/// @param decode its pool for generation
/// @param experts how the router's load was spread
/// @param firm whether nothing that decides was unknown: rows of quality C and of unknown speculation are not
/// @param release of the engine, as written
/// @param backend of the engine, where it has several; empty = its first
record Point(String id, Mode mode, String chip, String pod, double chips, int ranksPerChip, Architecture model, Quantization quantization,
             Engine engine, String release, String backend, Optional<PoolShape> both, Optional<PoolShape> prefill, Optional<PoolShape> decode, Lengths lengths, Load load,
             Speculation speculation, ExpertLoad experts, boolean firm) {

    /// How the router's load was spread over experts.
    enum ExpertLoad {
        /// As the requests' own router did.
        OWN,
        /// Forced even by the benchmark.
        EVEN
    }

    /// Ranks of the measured system.
    double ranks() {
        return chips * ranksPerChip;
    }

    String family() {
        return Chips.family(chip);
    }
}
