package dev.podwright.plan;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.scenario.Target;
import dev.podwright.scenario.TrainingScenario;
import java.util.List;
import java.util.Optional;

/// Finds the best setup of a training job on each pod of a scenario.
public final class TrainingPlanner {
    private final Catalog catalog;
    private final Calibration calibration;

    public TrainingPlanner(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    /// @throws InputException if none of the pods can be predicted, for the reason of the first
    public TrainingPlan plan(TrainingScenario scenario) {
        List<Answer> answers = scenario.targets().parallelStream().map(target -> answer(scenario, target)).toList();
        List<TrainingPodPlan> pods = answers.stream().flatMap(a -> a.plan.stream()).toList();
        if (pods.isEmpty()) {
            throw answers.getFirst().refusal.orElseThrow();
        }
        List<Plan.Unfit> unfit = answers.stream().filter(a -> a.refusal.isPresent())
                .map(a -> new Plan.Unfit(a.target, a.refusal.get().getMessage(), a.refusal.get().mend())).toList();
        TrainingRanking ranking = new TrainingRanking(scenario.budget());
        Optional<TrainingPodPlan> winner = pods.stream().filter(p -> p.best().isPresent()).min(ranking.ofPods());
        return new TrainingPlan(scenario, pods, unfit, winner, winner.map(w -> ranking.reason(w, pods)).orElseGet(() -> pods.getFirst().reason()));
    }

    /// A plan, or why there can be none.
    private record Answer(Target target, Optional<TrainingPodPlan> plan, Optional<InputException> refusal) {}

    private Answer answer(TrainingScenario scenario, Target target) {
        try {
            return new Answer(target, Optional.of(new TrainingPodSearch(catalog, calibration, scenario, target).plan()), Optional.empty());
        } catch (InputException refusal) {
            return new Answer(target, Optional.empty(), Optional.of(refusal));
        }
    }
}
