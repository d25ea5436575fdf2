package dev.podwright.app;

import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.RankOrder;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Seating;
import dev.podwright.layout.StageMemory;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.FlopConvention;
import dev.podwright.model.Part;
import dev.podwright.training.Iteration;
import dev.podwright.training.Overlap;
import dev.podwright.training.TrainingJob;
import dev.podwright.units.Unit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Setups and iterations as JSON.
final class TrainingJson {
    private TrainingJson() {}

    /// A setup with the fields of `setup` in a scenario, so that it can be asked again.
    static Map<String, Object> setup(TrainingSetup setup) {
        TrainingLayout layout = setup.layout();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tensor", layout.tensor());
        fields.put("sequence_parallel", layout.sequence());
        fields.put("context", layout.context());
        fields.put("context_kind", layout.contextKind().name().toLowerCase(Locale.ROOT));
        fields.put("data", layout.data());
        fields.put("pipeline", layout.pipeline());
        fields.put("virtual_stages", layout.virtualStages());
        fields.put("experts", layout.experts());
        fields.put("expert_tensor", layout.expertTensor());
        if (layout.inside() < layout.data()) {
            fields.put("order", RankOrder.of(layout));
        }
        fields.put("micro_batch", setup.microBatch());
        fields.put("schedule", setup.schedule().label());
        fields.put("zero", setup.sharding().kind().ordinal());
        if (setup.sharding().kind().ordinal() > 0) {
            fields.put("shards", setup.sharding().ranks());
        }
        recompute(setup.recompute(), fields);
        Map<String, Object> offload = new LinkedHashMap<>();
        offload.put("activations", setup.offload().activations());
        offload.put("optimizer", setup.offload().optimizer());
        fields.put("offload", offload);
        return fields;
    }

    private static void recompute(Recompute recompute, Map<String, Object> fields) {
        switch (recompute) {
            case Recompute.None _ -> fields.put("recompute", "none");
            case Recompute.Selective selective -> fields.put("recompute", selective.parts().stream().map(Part::label).toList());
            case Recompute.Full full -> {
                fields.put("recompute", "full");
                fields.put("recompute_share", full.share());
            }
        }
    }

    /// The precisions and the software of a job, added to `fields`.
    static void job(TrainingJob job, Map<String, Object> fields) {
        fields.put("precision", Fields.given("label", job.recipe().quantization().label(), "compute", job.recipe().quantization().activations().label()));
        fields.put("software", Fields.given("id", job.software().id(), "name", job.software().name()));
        fields.put("peak_tflop_per_s_per_rank", Unit.TFLOP_PER_S.fromSi(job.peak()));
    }

    /// What is predicted of an iteration, added to `fields`.
    static void iteration(Iteration iteration, Map<String, Object> fields) {
        fields.put("setup_label", iteration.setup().label());
        fields.put("setup", setup(iteration.setup()));
        fields.put("ranks", iteration.setup().layout().ranks());
        fields.put("micro_batches", iteration.setup().microBatches(iteration.job().recipe().globalBatch()));
        fields.put("iteration_s", PlanJson.interval(iteration.seconds()));
        fields.put("tokens_per_iteration", iteration.tokens());
        fields.put("tokens_per_s", PlanJson.interval(iteration.tokensPerSecond()));
        fields.put("tokens_per_s_per_chip", PlanJson.interval(iteration.tokensPerSecondPerChip()));
        Map<String, Object> mfu = new LinkedHashMap<>();
        for (FlopConvention convention : FlopConvention.values()) {
            mfu.put(convention.name().toLowerCase(Locale.ROOT), PlanJson.interval(iteration.mfu(convention)));
        }
        fields.put("mfu", mfu);
        fields.put("hfu", PlanJson.interval(iteration.hfu()));
        fields.put("bubble_share", iteration.bubble());
        fields.put("communication", iteration.overlaps().stream().map(TrainingJson::overlap).toList());
        fields.put("placement", SeatingJson.of(Seating.of(iteration.setup().layout(), iteration.job().fabric())));
        fields.put("memory_gib_per_rank", memory(iteration.memory()));
        fields.put("iteration", CostJson.of(iteration.cost()));
    }

    private static Map<String, Object> overlap(Overlap overlap) {
        return Fields.given("kind", overlap.name(), "s", overlap.seconds(), "exposed_s", overlap.exposed());
    }

    private static Map<String, Object> memory(TrainingMemory memory) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("usable", Unit.GIB.fromSi(memory.usable()));
        fields.put("fullest_stage", memory.fullest().stage() + 1);
        fields.put("stages", memory.stages().stream().map(TrainingJson::stage).toList());
        return fields;
    }

    private static Map<String, Object> stage(StageMemory stage) {
        Map<String, Object> terms = new LinkedHashMap<>();
        for (MemoryTerm term : stage.terms()) {
            terms.put(term.name().replace(' ', '_'), Unit.GIB.fromSi(term.bytes()));
        }
        return Fields.given("stage", stage.stage() + 1, "total", Unit.GIB.fromSi(stage.bytes()), "terms", terms);
    }
}
