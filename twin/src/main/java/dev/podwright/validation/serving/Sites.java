package dev.podwright.validation.serving;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.simulation.CacheShare;
import dev.podwright.simulation.EngineRules;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What rows run on: chips, pods, kernels and fabrics, each made once. Safe for use by several threads.
public final class Sites {
    private static final double LITTLE = 0.1;
    private static final CacheShare RAISED = new CacheShare(0.95, 1, false);

    private final Catalog catalog;
    private final Calibration calibration;
    private final Map<String, Kernels> kernels = new ConcurrentHashMap<>();
    private final Map<String, Fabric> fabrics = new ConcurrentHashMap<>();
    private final Map<String, ServingStep> steps = new ConcurrentHashMap<>();

    public Sites(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    /// The model of a row.
    public static Architecture model(RowSite site) {
        return Models.named(site.model());
    }

    /// Models without experts have no expert-parallel size.
    public static ServingLayout layout(RowSite site, ServingLayout written) {
        return model(site).mixture() ? written : new ServingLayout(written.tensor(), written.data(), written.pipeline(), 1);
    }

    /// The chip or die that a rank is.
    ///
    /// @throws dev.podwright.document.InputException if chip or pod are not known
    public Chip chip(RowSite site, int ranks) {
        return catalog.rankChip(pod(site, ranks));
    }

    private Pod pod(RowSite site, int ranks) {
        return site.pod().isEmpty() ? catalog.adHoc(site.chip(), ranks) : catalog.pod(site.pod());
    }

    /// The steps of one replica.
    ///
    /// @throws dev.podwright.document.InputException if chip, pod or model are not known
    public ServingStep step(RowSite site, ServingLayout written) {
        ServingLayout layout = layout(site, written);
        Pod pod = pod(site, layout.ranks());
        Chip chip = catalog.rankChip(pod);
        String key = String.join(" ", site.model(), site.quantization().toString(), layout.toString(), pod.id(), String.valueOf(pod.ranks()));
        return steps.computeIfAbsent(key, _ -> new ServingStep(model(site), site.quantization(), layout, kernels(chip),
                fabrics.computeIfAbsent(pod.id() + pod.ranks(), _ -> Fabric.of(pod, chip, calibration).inEngine()), Speculation.NONE));
    }

    /// The product's own choice of kernels, the fastest measured: those of the engine's own tables fit worse, because engines moved on since (triton
    /// experts gave way to fused ones) and TensorRT-LLM fuses quantisation in serving that its table of matrix products times apart.
    private Kernels kernels(Chip chip) {
        return kernels.computeIfAbsent(chip.id(), _ -> Kernels.of(chip, catalog.chips(), calibration));
    }

    /// The memory of a rank.
    ///
    /// @param context tokens of a finished request
    public MemoryBudget memory(RowSite site, ServingLayout written, EngineRules rules, double context) {
        ServingLayout layout = layout(site, written);
        return MemoryBudget.of(model(site), site.quantization(), layout, chip(site, layout.ranks()), rules.budget(), context);
    }

    /// Blocks of the cache of one replica, over all its attention groups.
    ///
    /// @param context tokens of a finished request
    public long blocks(RowSite site, ServingLayout written, EngineRules rules, double context) {
        MemoryBudget memory = memory(site, written, rules, context);
        double capacity = chip(site, layout(site, written).ranks()).need(Figure.MEMORY_CAPACITY);
        double usual = rules.memory().bytes(memory, capacity);
        // Who runs a model that leaves less than a tenth of the memory to the cache raises the share (InferenceX: dsr1_fp8_b200.sh with tp 4).
        double bytes = usual < LITTLE * capacity ? Math.max(usual, RAISED.bytes(memory, capacity)) : usual;
        double tokens = bytes / (memory.cachePerSequence() / context);
        return Math.max(1, (long) (tokens / rules.blockTokens()) * layout(site, written).data());
    }
}
