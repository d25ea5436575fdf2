package dev.podwright.scenario;

import dev.podwright.model.Architecture;
import dev.podwright.network.fault.Condition;
import dev.podwright.step.Speculation;
import dev.podwright.workload.Demand;
import java.util.List;

/// A question: how to serve `model` under `demand` on each of `targets`.
///
/// @param condition that the fabric is in throughout
public record Scenario(Architecture model, PrecisionWish precision, Demand demand, List<Target> targets, Mode mode,
                       Speculation speculation, Condition condition) {

    /// On fabrics as built.
    public Scenario(Architecture model, PrecisionWish precision, Demand demand, List<Target> targets, Mode mode, Speculation speculation) {
        this(model, precision, demand, targets, mode, speculation, Condition.SOUND);
    }

    /// Which deployments are considered.
    public enum Mode {
        /// Prompts and generation on the same ranks.
        AGGREGATED,
        /// Prompts and generation in separate pools.
        DISAGGREGATED,
        ANY
    }

    public Scenario {
        targets = List.copyOf(targets);
    }
}
