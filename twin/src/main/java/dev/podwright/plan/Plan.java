package dev.podwright.plan;

import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Target;
import dev.podwright.workload.Load;
import java.util.List;
import java.util.Optional;

/// The answer to a scenario: one plan per pod, in the order asked, and the winner among them.
///
/// @param unfit pods that cannot be predicted, with the reason
/// @param reason why the winner wins, in one sentence
public record Plan(Scenario scenario, List<PodPlan> pods, List<Unfit> unfit, Optional<PodPlan> winner, String reason) {

    public Plan {
        pods = List.copyOf(pods);
        unfit = List.copyOf(unfit);
    }

    /// Cards that throughput per card is counted on: those the demand needs, or, asked for the most, all that are there.
    public int cards(PodPlan pod, Option option) {
        return scenario.demand().load() instanceof Load.Saturating ? pod.target().pod().chips() : option.chips();
    }

    /// By how much the winner beats another pod; empty of the winner itself and where one of them does not meet the demand.
    public Optional<Margin> margin(PodPlan other) {
        return winner.filter(w -> w != other && other.best().isPresent()).map(w -> new Ranking(scenario.demand()).margin(w, other));
    }

    /// By how much the best of a pod beats one of its runners-up.
    public Margin margin(PodPlan pod, Option runnerUp) {
        return new Ranking(scenario.demand()).margin(pod.best().orElseThrow(), runnerUp);
    }

    /// A pod that cannot be predicted for this scenario.
    ///
    /// @param reason what is missing, with the value
    /// @param mend what would help
    public record Unfit(Target target, String reason, String mend) {}
}
