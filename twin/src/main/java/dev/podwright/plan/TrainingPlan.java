package dev.podwright.plan;

import dev.podwright.scenario.TrainingScenario;
import java.util.List;
import java.util.Optional;

/// The answer to a training scenario: one plan per pod, in the order asked, and the winner among them.
///
/// @param unfit pods that cannot be predicted, with the reason
/// @param reason why the winner wins, in a sentence or two; without a winner, what stands in the way
public record TrainingPlan(TrainingScenario scenario, List<TrainingPodPlan> pods, List<Plan.Unfit> unfit, Optional<TrainingPodPlan> winner,
                           String reason) {

    public TrainingPlan {
        pods = List.copyOf(pods);
        unfit = List.copyOf(unfit);
    }

    /// By how much the winner beats another pod; empty of the winner itself and where one of them does not meet the budget.
    public Optional<Margin> margin(TrainingPodPlan other) {
        return winner.filter(w -> w != other && other.best().isPresent()).map(w -> new TrainingRanking(scenario.budget()).margin(w, other));
    }

    /// By how much the best of a pod beats one of its runners-up.
    public static Margin margin(TrainingPodPlan pod, TrainingOption runnerUp) {
        return Margin.ofIterations(pod.best().orElseThrow().iteration(), runnerUp.iteration());
    }
}
