package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.Optional;
import java.util.Set;

/// What token mixers keep.
final class SavedAttention {
    private static final Set<Part> CORE = Set.of(Part.CORE_ATTENTION);
    private static final Set<Part> UP = Set.of(Part.LATENT_UP);
    private static final double MASK = 1;

    private SavedAttention() {}

    static void add(Keeper k, Attention attention) {
        switch (attention) {
            case Attention.GroupedQuery g when g.heads() == 0 -> { }
            case Attention.GroupedQuery g -> grouped(k, g);
            case Attention.Latent l -> latent(k, l);
            case Attention.Compressed c -> compressed(k, c);
            case Attention.Linear l -> linear(k, l);
        }
    }

    private static void grouped(Keeper k, Attention.GroupedQuery g) {
        Heads heads = Heads.of(g, k.split);
        double query = heads.query() * g.headDim();
        begin(k);
        double rank = g.variant().queryRank();
        k.keep("attention.q_norm.input", k.shared * rank * k.wide());
        k.keep("attention.q_up.input", k.shared * rank * k.dense());
        if (g.qkNorm()) {
            k.keep("attention.qk_norm.input", k.tokens * (query + heads.keyWidth()) * k.wide());
        }
        k.keep("attention.core.query", k.tokens * query * k.wide());
        k.keep("attention.core.key", k.tokens * heads.keyWidth() * k.wide());
        k.keep("attention.core.value", k.tokens * heads.valueWidth() * k.wide());
        indexer(k, g.variant().indexer());
        core(k, heads.query(), heads.outputWidth(), g.gatedOutput());
        if (g.gatedOutput()) {
            gate(k, heads.outputWidth());
        }
        end(k, k.tokens * heads.outputWidth());
    }

    /// Down-projections stand whole on every rank, so latents are divided by sequence parallelism alone. Prompts longer than
    /// a selection run absorbed: heads attend to the latents themselves.
    private static void latent(Keeper k, Attention.Latent l) {
        double heads = Math.ceilDiv(l.heads(), k.split.attention());
        boolean absorbed = l.indexer().isPresent() && k.sequence > l.indexer().get().topk();
        double keyDim = absorbed ? l.latent() + l.rope() : l.nope() + l.rope();
        double valueDim = absorbed ? l.latent() : l.value();
        begin(k);
        k.keep("attention.q_norm.input", k.shared * l.queryRank() * k.wide());
        k.keep("attention.q_up.input", k.shared * l.queryRank() * k.dense());
        k.keep("attention.kv_norm.input", k.shared * l.latent() * k.wide());
        k.keep("attention.kv_up.input", k.shared * l.latent() * (absorbed ? k.wide() : k.dense()));
        k.keep("attention.core.query", k.tokens * heads * keyDim * k.wide(), UP);
        if (absorbed) {
            k.keep("attention.q_absorb.input", k.tokens * heads * l.nope() * k.wide(), UP);
            k.keep("attention.core.key", k.tokens * keyDim * k.wide());
        } else {
            k.keep("attention.core.key", k.tokens * heads * keyDim * k.wide(), UP);
            k.keep("attention.core.value", k.tokens * heads * valueDim * k.wide(), UP);
        }
        indexer(k, l.indexer());
        core(k, heads, heads * valueDim, absorbed || l.gatedOutput());
        if (l.gatedOutput()) {
            gate(k, heads * l.value());
        }
        end(k, k.tokens * heads * l.value());
    }

    private static void compressed(Keeper k, Attention.Compressed c) {
        double heads = Math.ceilDiv(c.heads(), k.split.attention());
        double groups = Math.ceilDiv(c.outputGroups(), k.split.attention());
        begin(k);
        k.keep("attention.q_norm.input", k.shared * c.queryRank() * k.wide());
        k.keep("attention.q_up.input", k.shared * c.queryRank() * k.dense());
        k.keep("attention.kv_norm.input", k.shared * c.headDim() * k.wide());
        k.keep("attention.pool.input", k.shared * c.poolWidth(c.headDim()) * k.wide());
        k.keep("attention.core.query", k.tokens * heads * c.headDim() * k.wide(), UP);
        double entries = c.ratio() == 0 ? 0 : k.tokens / c.ratio();
        k.keep("attention.core.key", (k.tokens + entries) * c.headDim() * k.wide());
        indexer(k, c.indexer());
        core(k, heads, heads * c.headDim(), true);
        end(k, k.tokens * groups * c.outputRank());
    }

    /// Kernels compute the states of chunks again in the backward pass (flash-linear-attention, mamba_ssm); their inputs are kept.
    private static void linear(Keeper k, Attention.Linear whole) {
        Attention.Linear l = LinearShapes.share(whole, k.split);
        double values = (double) l.valueHeads() * l.valueDim();
        double lowRank = (double) LinearShapes.lowRankProjections(l) * l.keyDim();
        begin(k);
        k.keep("attention.gates_up.input", k.tokens * lowRank * k.dense());
        k.keep("attention.gates", k.tokens * lowRank * l.keyHeads() * k.wide());
        k.keep("attention.convolution.input", k.tokens * LinearShapes.projection(l) * k.wide());
        k.keep("attention.state.input", k.tokens * l.channels() * k.wide());
        k.keep("attention.state.output", k.tokens * values * k.wide());
        end(k, k.tokens * values);
    }

    private static void begin(Keeper k) {
        k.normInput("attention");
        k.normOutput("attention", k.dense());
    }

    /// The core's output is kept by the core and by the product behind it. Where both read the same numbers in the same
    /// precision, they share one tensor, and recomputing the core does not free it.
    ///
    /// @param apart whether something stands between the core and the output product
    private static void core(Keeper k, double heads, double width, boolean apart) {
        if (k.flashAttention) {
            k.keep("attention.core.statistics", k.tokens * heads * Precision.FP32.bytes(), CORE);
            if (apart || k.dense() < k.wide()) {
                k.keep("attention.core.output", k.tokens * width * k.wide(), CORE);
            }
        } else {
            double scores = k.tokens * heads * k.sequence;
            k.keep("attention.core.softmax", scores * k.wide(), CORE);
            k.keep("attention.core.dropout.mask", scores * MASK, CORE);
            k.keep("attention.core.dropout", scores * k.wide(), CORE);
            if (apart) {
                k.keep("attention.core.output", k.tokens * width * k.wide(), CORE);
            }
        }
    }

    private static void gate(Keeper k, double width) {
        k.keep("attention.gate.input", k.tokens * width * k.wide());
    }

    private static void end(Keeper k, double elements) {
        k.keep("attention.output.input", elements * k.dense());
        k.after("attention");
    }

    /// Every rank scores all index heads and keeps the selection as 32-bit places.
    private static void indexer(Keeper k, Optional<Attention.Indexer> indexer) {
        if (indexer.isEmpty() || indexer.get().heads() == 0) {
            return;
        }
        Attention.Indexer i = indexer.get();
        k.keep("attention.indexer.score.input", k.tokens * ((i.heads() + 1.0) * i.headDim() + i.heads()) * k.wide());
        k.keep("attention.indexer.selection", k.tokens * Math.min(i.topk(), k.sequence) * Integer.BYTES);
    }
}
