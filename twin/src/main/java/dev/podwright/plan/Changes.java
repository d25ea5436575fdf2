package dev.podwright.plan;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Wiring;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Quantization;
import dev.podwright.training.TrainingJob;
import dev.podwright.units.Precision;
import dev.podwright.workload.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What might be different about a job: one figure of the chip or the pod, the precision, the batch.
record Changes(Catalog catalog, Calibration calibration) {
    /// The step between generations of memory stacks (80 to 120 GB, 96 to 144, 192 to 288).
    private static final double MORE_MEMORY = 1.5;
    private static final double TWICE = 2;
    private static final String WHY = "what if";

    /// @param words what is different
    /// @param job the job as it then is
    record Change(String words, TrainingJob job) {}

    /// All that would alter something of `job`.
    List<Change> of(TrainingJob job) {
        List<Change> changes = new ArrayList<>();
        changes.add(memory(job));
        changes.add(new Change("twice the memory bandwidth", faster(job)));
        Predicate<Level> out = l -> l.scaleOut() && l.groups() > 1;
        Predicate<Level> up = l -> !l.scaleOut() && l.groups() > 1 && l.wiring() != Wiring.DIE_PAIR;
        // What other links would bring is asked of the network as built.
        if (job.fabric().asBuilt() == job.fabric()) {
            addLinks("twice the scale-up bandwidth", up, job, changes);
            addLinks("twice the scale-out bandwidth", out, job, changes);
        }
        if (job.recipe().quantization().activations().bytes() > Precision.FP8.bytes() && job.rankChip().supports(Precision.FP8)) {
            changes.add(new Change("matrix products in fp8", fp8(job)));
        }
        int batch = Space.batch(job.recipe());
        if (batch % 2 == 0) {
            changes.add(new Change("half the global batch", batched(job, batch / TWICE)));
        }
        changes.add(new Change("twice the global batch", batched(job, batch * TWICE)));
        return changes;
    }

    Change memory(TrainingJob job) {
        Chip chip = job.rankChip().scaled(Figure.MEMORY_CAPACITY, MORE_MEMORY, WHY);
        return new Change("half as much memory again per card",
                new TrainingJob(job.model(), job.recipe(), job.pod(), job.chip(), chip, job.software(), job.kernels(), job.fabric(), job.overheads()));
    }

    private TrainingJob faster(TrainingJob job) {
        Chip chip = job.rankChip().scaled(Figure.MEMORY_BANDWIDTH, TWICE, WHY);
        return new TrainingJob(job.model(), job.recipe(), job.pod(), job.chip(), chip, job.software(),
                Kernels.of(chip, catalog.chips(), calibration), job.fabric(), job.overheads());
    }

    private void addLinks(String words, Predicate<Level> which, TrainingJob job, List<Change> changes) {
        if (job.pod().levels().stream().anyMatch(which)) {
            Pod pod = job.pod().scaled(which, TWICE, WHY);
            changes.add(new Change(words, new TrainingJob(job.model(), job.recipe(), pod, job.chip(), job.rankChip(), job.software(),
                    job.kernels(), Fabric.of(pod, job.rankChip(), calibration), job.overheads())));
        }
    }

    private static TrainingJob fp8(TrainingJob job) {
        Quantization was = job.recipe().quantization();
        return with(job, job.recipe().globalBatch(), new Quantization(Precision.FP8, Precision.FP8, was.kv(), was.outside()));
    }

    private static TrainingJob batched(TrainingJob job, double batch) {
        return with(job, batch, job.recipe().quantization());
    }

    private static TrainingJob with(TrainingJob job, double batch, Quantization quantization) {
        Recipe was = job.recipe();
        Recipe recipe = new Recipe(was.sequence(), batch, was.phase(), quantization, was.loraRank());
        return new TrainingJob(job.model(), recipe, job.pod(), job.chip(), job.rankChip(), job.software(), job.kernels(), job.fabric(), job.overheads());
    }
}
