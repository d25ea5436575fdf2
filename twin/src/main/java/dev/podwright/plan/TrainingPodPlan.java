package dev.podwright.plan;

import dev.podwright.scenario.Target;
import dev.podwright.training.TrainingJob;
import java.util.List;
import java.util.Optional;

/// The best way to train on one pod.
///
/// @param target the pod as asked for
/// @param job the job on the chips that the best setup was sought on
/// @param best the winner, if anything fits and meets the budget
/// @param runnersUp the next best of other kinds, at most three: they differ in a parallel size or in sharding, not in a mere detail
/// @param rejections what is out, one summary per constraint
/// @param nearest if there is no winner: what came nearest, with what it lacks
/// @param candidates setups looked at on these chips
/// @param evaluated those of them that fit and whose iteration was timed; the rest are rejected, or certain to be slower
/// @param pareto time, cards and memory: what cannot be bettered in one without giving up another, fewest cards last
/// @param effects what one change would bring, largest gain first
/// @param cards chips as sold that may be used; the best setup may leave some idle ([TrainingOption#chips])
/// @param reason why the best beats the runner-up, in a sentence or two with numbers
/// @param notes what else the reader must know: the precision taken, idle cards, what is not counted, assumptions; in sentences
/// @param strain what the condition of the fabric costs, where it is not as built and something fits
public record TrainingPodPlan(Target target, TrainingJob job, Optional<TrainingOption> best, List<TrainingOption> runnersUp,
                              List<Rejection.Summary> rejections, List<Rejection> nearest, int candidates, int evaluated,
                              List<ParetoPoint> pareto, List<Effect> effects, int cards, String reason, List<String> notes,
                              Optional<Strain> strain) {

    public TrainingPodPlan {
        runnersUp = List.copyOf(runnersUp);
        rejections = List.copyOf(rejections);
        nearest = List.copyOf(nearest);
        pareto = List.copyOf(pareto);
        effects = List.copyOf(effects);
        notes = List.copyOf(notes);
    }

    /// On a fabric as built.
    TrainingPodPlan(Target target, TrainingJob job, Optional<TrainingOption> best, List<TrainingOption> runnersUp, List<Rejection.Summary> rejections,
                    List<Rejection> nearest, int candidates, int evaluated, List<ParetoPoint> pareto, List<Effect> effects, int cards, String reason, List<String> notes) {
        this(target, job, best, runnersUp, rejections, nearest, candidates, evaluated, pareto, effects, cards, reason, notes, Optional.empty());
    }

    TrainingPodPlan with(Strain other) {
        return new TrainingPodPlan(target, job, best, runnersUp, rejections, nearest, candidates, evaluated, pareto, effects, cards, reason, notes, Optional.of(other));
    }
}
