package dev.podwright.migration;

import dev.podwright.catalog.Pod;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.plan.Subject;
import dev.podwright.scenario.TrainingScenario;
import dev.podwright.units.Precision;
import dev.podwright.workload.Recipe;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A question about one target, with what facts depend on.
///
/// @param generation of the target's chip; empty where it is no Ascend chip
/// @param advised whether advice on leaving CUDA applies: to an Ascend chip, from another vendor's
record Case(Question question, Subject target, Optional<Generation> generation, boolean advised, Set<Trait> traits) {
    /// From here HCCL is made to wait longer for links, 240 s "at 3K cards"; of that no page was read (source `scale` of the facts).
    private static final int THOUSANDS_OF_RANKS = 3000;

    /// Cards of one server: Atlas 800 A2 and A3 as the catalogue has them.
    private static final int SERVER_CARDS = 8;

    /// In use wherever a model is served, as vLLM's V1 engine sets them where nobody says: `cudagraph_mode` FULL_AND_PIECEWISE and compilation mode 3
    /// (vllm-project/vllm@002284db4: vllm/config/compilation.py), `enable_chunked_prefill` (@01230b401: vllm/config/scheduler.py), `enable_prefix_caching`
    /// (@002f10e0c: vllm/config/cache.py). The files name no release; the first is from before 0.12.
    private static final Set<Trait> USUAL_SERVING = EnumSet.of(Trait.CUDA_GRAPHS, Trait.TORCH_COMPILE, Trait.CHUNKED_PREFILL, Trait.PREFIX_CACHING);

    static Case of(Question question, Subject target, Optional<TrainingSoftware> software, Set<Trait> ofProfile) {
        Optional<Generation> generation = Generation.of(target.rankChip());
        boolean advised = generation.isPresent() && Generation.of(question.from().rankChip()).isEmpty();
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(ofProfile);
        generation.ifPresent(g -> traits.add(Trait.valueOf(g.name())));
        traits.addAll(ofPurpose(question));
        software.ifPresent(s -> framework(s).ifPresent(traits::add));
        question.model().ifPresent(m -> traits.addAll(ModelTraits.of(m)));
        question.features().forEach(word -> traits.add(feature(word)));
        traits.addAll(ofScale(target.pod()));
        // A profile shows for itself whether ranks talk.
        if (question.from().pod().ranks() > 1 && question.profile().isEmpty() || question.profile().stream().anyMatch(p -> p.ranks().orElse(1) > 1)) {
            traits.add(Trait.NCCL);
        }
        return new Case(question, target, generation, advised, traits);
    }

    private static Set<Trait> ofPurpose(Question question) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        switch (question.purpose()) {
            case SERVING -> {
                traits.add(Trait.SERVING);
                if (question.features().isEmpty() && question.profile().isEmpty()) {
                    traits.addAll(USUAL_SERVING);
                }
                question.precision().kv().filter(p -> p == Precision.FP8).ifPresent(_ -> traits.add(Trait.FP8_KV_CACHE));
                question.model().flatMap(m -> m.shipped()).filter(q -> q.kv() == Precision.FP8).ifPresent(_ -> traits.add(Trait.FP8_KV_CACHE));
            }
            case TRAINING -> {
                traits.add(Trait.TRAINING);
                question.training().ifPresent(t -> traits.addAll(ofTraining(t)));
            }
        }
        return traits;
    }

    private static Set<Trait> ofTraining(TrainingScenario training) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        training.compute().ifPresent(p -> {
            switch (p) {
                case FP8 -> traits.add(Trait.FP8_TRAINING);
                case TF32 -> traits.add(Trait.TF32);
                case FP32, BF16, FP16, INT8, INT4, MXFP4, NVFP4 -> { }
            }
        });
        if (training.phase() == Recipe.Phase.LORA) {
            traits.add(Trait.LORA);
        }
        return traits;
    }

    private static Optional<Trait> framework(TrainingSoftware software) {
        String name = software.framework();
        if (name.startsWith("megatron") || name.startsWith("nemo")) {
            return Optional.of(Trait.MEGATRON);
        }
        if (name.startsWith("deepspeed")) {
            return Optional.of(Trait.DEEPSPEED);
        }
        return name.contains("fsdp") || name.startsWith("torchtitan") ? Optional.of(Trait.FSDP) : Optional.empty();
    }

    private static Set<Trait> ofScale(Pod pod) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (pod.ranks() > 1) {
            traits.add(Trait.SEVERAL_RANKS);
        }
        if (pod.chips() > SERVER_CARDS) {
            traits.add(Trait.SEVERAL_SERVERS);
        }
        if (pod.ranks() >= THOUSANDS_OF_RANKS) {
            traits.add(Trait.THOUSANDS);
        }
        if (pod.ranksPerChip() > 1) {
            traits.add(Trait.DIE_PAIRS);
        }
        return traits;
    }

    /// Words for features, in the order of [Trait].
    static List<String> features() {
        return EnumSet.allOf(Trait.class).stream().filter(t -> t.kind() == Trait.Kind.FEATURE).map(Trait::word).sorted().toList();
    }

    private static Trait feature(String word) {
        return Trait.of(word).filter(t -> t.kind() == Trait.Kind.FEATURE).orElseThrow(() -> new InputException(
                "Nothing is known of a feature \"%s\".".formatted(word),
                (Nearest.maybe(word, features()) + " Known: " + String.join(", ", features()) + ".").strip()));
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    boolean serving() {
        return question.purpose() == Question.Purpose.SERVING;
    }

    /// The same with more traits.
    Case with(Set<Trait> more) {
        Set<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(traits);
        all.addAll(more);
        return new Case(question, target, generation, advised, all);
    }

    /// Text of a fact with `{target}`, `{chip}`, `{model}`, `{source}` and `{pytorch}` filled in.
    String filled(String text, Optional<Report.Versions> versions) {
        return text.replace("{target}", target.id()).replace("{chip}", target.rankChip().id()).replace("{source}", question.from().id())
                .replace("{model}", question.model().map(m -> m.id()).orElse("the model"))
                .replace("{pytorch}", versions.map(Report.Versions::pytorch).orElse("VERSION"))
                .replace("{torch_npu}", versions.map(Report.Versions::torchNpu).orElse("VERSION"))
                .replace("{cann}", versions.map(Report.Versions::cann).orElse("VERSION"));
    }
}
