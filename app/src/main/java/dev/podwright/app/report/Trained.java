package dev.podwright.app.report;

import dev.podwright.cost.Bill;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.plan.TrainingOption;
import dev.podwright.plan.TrainingPlan;
import dev.podwright.plan.TrainingPodPlan;
import dev.podwright.plan.TrainingRun;
import dev.podwright.training.Iteration;
import dev.podwright.training.TrainingJob;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A setup that a page tells of, on its pod.
///
/// @param id of the pod
/// @param name of the pod
/// @param cards as sold that it occupies
/// @param of how many cards may be used
/// @param tone its colour on the page
record Trained(String id, String name, Iteration iteration, int cards, int of, Optional<TrainingRun> run, Bill bill, Tone tone) {

    /// The best of every pod that has one.
    static List<Trained> of(TrainingPlan plan) {
        return IntStream.range(0, plan.pods().size()).boxed().flatMap(i -> plan.pods().get(i).best().map(best -> of(plan.pods().get(i), best, i)).stream()).toList();
    }

    static Trained of(TrainingPodPlan pod, TrainingOption option, int index) {
        return new Trained(pod.target().pod().id(), named(pod.job()), option.iteration(), option.chips(), pod.cards(), option.run(), option.bill(), Tone.series(index));
    }

    /// One iteration by itself.
    static Trained of(Iteration iteration) {
        TrainingJob job = iteration.job();
        int cards = job.chipsFor(iteration.setup().layout().ranks());
        return new Trained(job.pod().id(), named(job), iteration, cards, cards, Optional.empty(),
                Bill.of(job.pod(), job.chip(), cards, iteration.tokensPerSecond().value()), Tone.series(0));
    }

    static String named(TrainingJob job) {
        return job.pod().name() + (job.rankChip().announced() && !job.pod().name().contains("(") ? " (announced)" : "");
    }

    TrainingJob job() {
        return iteration.job();
    }

    TrainingSetup setup() {
        return iteration.setup();
    }

    int microBatches() {
        return setup().microBatches(job().recipe().globalBatch());
    }
}
