package dev.podwright.layout;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.model.Architecture;
import dev.podwright.model.Layer;
import dev.podwright.model.Quantization;
import dev.podwright.model.Split;
import dev.podwright.schedule.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The memory that training one model takes under any setup: what setups have in common is found once, so that a search can ask for
/// many. Safe for use by several threads.
public final class TrainingBudget {
    private static final MemoryUse[] USES = MemoryUse.values();

    private final Architecture model;
    private final Quantization quantization;
    private final TrainingSoftware software;
    private final double sequence;
    private final int loraRank;
    private final double usable;
    private final List<Layer> kinds;
    /// Layers of each kind among the first i.
    private final int[][] before;
    private final int draftKind;
    private final Map<RankNeeds.Key, RankNeeds> known = new ConcurrentHashMap<>();

    /// @param sequence tokens per sequence
    /// @param loraRank rank of adapters beside frozen weights, 0 = all weights learn
    public TrainingBudget(Architecture model, Quantization quantization, Chip rankChip, TrainingSoftware software, double sequence, int loraRank) {
        this.model = model;
        this.quantization = quantization;
        this.software = software;
        this.sequence = sequence;
        this.loraRank = loraRank;
        this.usable = RankContext.usable(rankChip);
        this.kinds = List.copyOf(model.distinctLayers().keySet());
        this.before = new int[model.layers().size() + 1][kinds.size()];
        for (int i = 0; i < model.layers().size(); i++) {
            before[i + 1] = before[i].clone();
            before[i + 1][kinds.indexOf(model.layers().get(i))]++;
        }
        this.draftKind = model.draftLayer().map(kinds::indexOf).orElse(-1);
    }

    /// Bytes of a rank that a job may use.
    public double usable() {
        return usable;
    }

    /// Bytes of the fullest rank.
    ///
    /// @param microBatches per iteration on every data-parallel rank
    public double peak(TrainingSetup setup, int microBatches) {
        StageUses uses = uses(setup, microBatches);
        double peak = 0;
        for (int stage = 0; stage < setup.layout().pipeline(); stage++) {
            peak = Math.max(peak, uses.bytes(stage));
        }
        return peak;
    }

    /// The memory of every stage, term by term.
    ///
    /// @param microBatches per iteration on every data-parallel rank
    public TrainingMemory memory(TrainingSetup setup, int microBatches) {
        StageUses uses = uses(setup, microBatches);
        List<StageMemory> stages = new ArrayList<>();
        for (int stage = 0; stage < setup.layout().pipeline(); stage++) {
            double[] bytes = uses.uses(stage);
            List<MemoryTerm> terms = new ArrayList<>();
            for (MemoryUse use : USES) {
                if (bytes[use.ordinal()] > 0) {
                    terms.add(new MemoryTerm(use.label(), bytes[use.ordinal()]));
                }
            }
            stages.add(new StageMemory(stage, terms));
        }
        return new TrainingMemory(usable, stages);
    }

    StageUses uses(TrainingSetup setup, int microBatches) {
        TrainingLayout layout = setup.layout();
        Pipeline pipeline = new Pipeline(setup.schedule(), layout.pipeline(), layout.virtualStages(), microBatches);
        ModelStates states = new ModelStates(quantization, setup, software.gradients());
        RankNeeds needs = needs(setup);
        LayerShare[] shares = new LayerShare[kinds.size()];
        for (int kind = 0; kind < shares.length; kind++) {
            shares[kind] = LayerShare.of(needs.layers()[kind], states);
        }
        Optional<LayerShare> draft = draftKind < 0 ? Optional.empty() : Optional.of(shares[draftKind]);
        return new StageUses(setup, pipeline, states, shares, draft, needs.ends(), before, model.draftLayers(), loraRank == 0);
    }

    private RankNeeds needs(TrainingSetup setup) {
        RankNeeds.Key key = RankNeeds.Key.of(setup);
        RankNeeds found = known.get(key);
        if (found == null) {
            found = work(setup);
            known.put(key, found);
        }
        return found;
    }

    private RankNeeds work(TrainingSetup setup) {
        Split split = setup.layout().split();
        double tokens = setup.microBatch() * sequence / setup.layout().context();
        LayerNeeds[] layers = new LayerNeeds[kinds.size()];
        for (int kind = 0; kind < layers.length; kind++) {
            layers[kind] = LayerNeeds.of(model, kinds.get(kind), split, setup.recompute(), quantization, tokens, sequence, software.flashAttention(),
                    loraRank);
        }
        Optional<LayerNeeds> draft = draftKind < 0 ? Optional.empty() : Optional.of(layers[draftKind]);
        return new RankNeeds(layers, new EndShare(model, quantization, split, tokens, software, draft));
    }
}
