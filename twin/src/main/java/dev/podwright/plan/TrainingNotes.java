package dev.podwright.plan;

import dev.podwright.layout.Offload;
import dev.podwright.layout.RankOrder;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.scenario.Target;
import dev.podwright.scenario.TrainingScenario;
import dev.podwright.training.Trainer;
import dev.podwright.training.TrainingJob;
import dev.podwright.workload.Budget;
import java.util.ArrayList;
import java.util.List;

/// What the reader of a training plan must know besides the numbers.
record TrainingNotes(TrainingScenario scenario, TrainingJob job, Target target) {

    List<String> of() {
        List<String> notes = new ArrayList<>();
        if (scenario.compute().isEmpty()) {
            notes.add("Matrix products in %s: the scenario names no precision.".formatted(job.recipe().quantization().activations().label()));
        }
        if (scenario.software().isEmpty()) {
            notes.add("Trained with %s, the usual framework on chips of %s.".formatted(job.software().name(), job.chip().vendor()));
        }
        if (!scenario.budget().equals(Budget.OPEN)) {
            notes.add(TrainingRun.NOT_COUNTED);
        }
        notes.addAll(Site.assumptions(target.pod(), job.rankChip()));
        return notes;
    }

    List<String> of(TrainingOption best, Trainer trainer) {
        List<String> notes = new ArrayList<>();
        TrainingLayout layout = best.setup().layout();
        if (layout.inside() < layout.data()) {
            double usual = trainer.iteration(best.setup().with(layout.inside(layout.data()))).seconds().value();
            notes.add("Ranks stand in the order %s: in the usual %s an iteration takes %.4g s (%.1f%% more). %s".formatted(RankOrder.of(layout), RankOrder.USUAL, usual,
                    100 * (usual / best.iteration().seconds().value() - 1), RankOrder.launch(layout)));
        }
        int cards = job.pod().chips();
        if (best.chips() < cards) {
            notes.add("%,d of %,d cards work: no setup on more of them is faster (the global batch of %,.0f sequences must divide among them)."
                    .formatted(best.chips(), cards, scenario.globalBatch()));
        }
        if (!best.setup().offload().equals(Offload.NONE)) {
            notes.add("Without waiting in host memory nothing fits.");
        }
        notes.addAll(of());
        return notes;
    }
}
