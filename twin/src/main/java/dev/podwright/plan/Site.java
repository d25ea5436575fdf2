package dev.podwright.plan;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.ServingFit;
import dev.podwright.calibration.ServingProfile;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Parameters;
import dev.podwright.model.Quantization;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Damage;
import dev.podwright.network.topology.Wirings;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.simulation.EngineRules;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import dev.podwright.step.StepOverheads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A model on a pod in settled precisions: everything that layouts share.
///
/// @param pod the pod with as many chips as may be used
/// @param chip the chip as sold
/// @param rankChip the chip or die that a rank is
/// @param serving what serving engines take beyond kernels and collectives, where it was fitted
/// @param damage what the condition of the fabric leaves of the pod, if it is not as built
public record Site(Architecture model, Pod pod, Chip chip, Chip rankChip, PrecisionWish.Choice precision, Speculation speculation,
                   Kernels kernels, Fabric fabric, Optional<ServingFit> serving, Optional<Damage> damage) {

    public static Site of(Architecture model, Pod pod, PrecisionWish wish, Speculation speculation, Catalog catalog,
                          Calibration calibration) {
        return of(model, pod, wish, speculation, Condition.SOUND, catalog, calibration);
    }

    /// @param condition that the pod's fabric is in
    public static Site of(Architecture model, Pod pod, PrecisionWish wish, Speculation speculation, Condition condition, Catalog catalog,
                          Calibration calibration) {
        Chip rankChip = catalog.rankChip(pod);
        PrecisionWish.Choice precision = wish.on(rankChip, model);
        Optional<Damage> damage = condition.sound() ? Optional.empty() : Optional.of(Damage.of(Wirings.of(pod), condition));
        Fabric built = Fabric.of(pod, rankChip, calibration).inEngine();
        return new Site(model, pod, catalog.chip(pod.chip()), rankChip, precision, speculation,
                Kernels.of(rankChip, catalog.chips(), calibration), damage.map(built::under).orElse(built), calibration.serving(), damage);
    }

    /// The same on the fabric as built.
    public Site asBuilt() {
        return new Site(model, pod, chip, rankChip, precision, speculation, kernels, fabric.asBuilt(), serving, Optional.empty());
    }

    /// How many replicas of `layout` of `ranks` the pod still holds: those that stand on a lost card are gone, unless a spare stands in.
    public long replicas(ServingLayout layout, long ranks) {
        long whole = ranks / layout.ranks();
        return whole - damage.map(d -> Arrays.stream(d.lost()).map(r -> r / layout.ranks()).distinct().filter(r -> r < whole).count()).orElse(0L);
    }

    /// What no source says and predictions here rest on, in sentences.
    ///
    /// @param asked the pod as the user asked for it
    public List<String> assumptions(Pod asked) {
        return assumptions(asked, rankChip);
    }

    static List<String> assumptions(Pod asked, Chip rankChip) {
        List<String> sentences = new ArrayList<>(asked.assumptions());
        sentences.addAll(rankChip.assumptions());
        if (rankChip.announced()) {
            sentences.add("%s is announced, not shipping: its figures are the vendor's roadmap.".formatted(rankChip.id()));
        }
        return sentences;
    }

    public Quantization quantization() {
        return precision.quantization();
    }

    public ServingStep step(ServingLayout layout) {
        return new ServingStep(model, quantization(), layout, kernels, fabric, speculation);
    }

    /// Steps as the engine runs them that a plan takes for granted.
    public ServingStep served(ServingLayout layout) {
        return step(layout).under(overheads(engine().name()));
    }

    /// The engine that a plan takes for granted: vLLM, on Ascend its plugin.
    public EngineRules engine() {
        return rankChip.id().startsWith("ascend") ? EngineRules.VLLM_ASCEND : EngineRules.VLLM;
    }

    /// What steps of an engine take beyond their operators.
    ///
    /// @param engine such as `vllm`
    public StepOverheads overheads(String engine) {
        ServingProfile profile = new ServingProfile(engine, rankChip.family(), "", model.mixture() ? "moe" : "dense", quantization().weights().label());
        return serving.map(fit -> StepOverheads.of(fit.overheads(profile))).orElse(StepOverheads.NONE);
    }

    /// @param stepTokens most tokens a step carries per rank
    /// @param context tokens of a finished sequence
    public MemoryBudget memory(ServingLayout layout, double stepTokens, double context) {
        MemoryBudget budget = MemoryBudget.of(model, quantization(), layout, rankChip, stepTokens, context);
        return speculation.drafts() == 0 ? budget
                : budget.with(new MemoryTerm("draft layers", Parameters.draftBytes(model, quantization(), layout.split())));
    }

    /// Ranks joined without leaving the scale-up fabric.
    public int scaleUpRanks() {
        return pod.levels().stream().filter(l -> !l.scaleOut()).mapToInt(l -> l.groups()).reduce(1, Math::multiplyExact);
    }

    /// Chips as sold for so many ranks, begun packages counted whole.
    public int chipsFor(long ranks) {
        return Math.toIntExact(Math.ceilDiv(ranks, pod.ranksPerChip()));
    }
}
