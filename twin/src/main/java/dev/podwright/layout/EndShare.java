package dev.podwright.layout;

import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.model.Architecture;
import dev.podwright.model.Parameters;
import dev.podwright.model.Quantization;
import dev.podwright.model.Split;
import dev.podwright.model.Weights;
import dev.podwright.units.Precision;
import java.util.Optional;

/// What the ends of a model take of a rank: embedding before the first layer, head and draft layers behind the last.
final class EndShare {
    /// Logits and their gradient; a fused loss writes the gradient over the logits (Transformer Engine `cross_entropy`, flash-attention
    /// `inplace_backward`).
    private static final int LOGIT_COPIES = 2;
    private static final int FUSED_COPIES = 1;
    /// A draft layer keeps hidden state and embedding, before and after their norms, and the input of its head before and after the norm.
    private static final int DRAFT_INPUTS = 2;
    private static final int HEAD_INPUTS = 2;

    /// Parameters of the embedding.
    private final double embedding;
    /// Parameters of the final norm, and of the head where it is not the embedding.
    private final double head;
    /// Parameters of the head where the embedding stands on another rank.
    private final double headAlone;
    /// Of all draft layers.
    final Weights drafts;
    /// Bytes that the embedding keeps of one micro-batch.
    private final double embeddingKept;
    /// Bytes that head and draft layers keep of one micro-batch.
    private final double headKept;
    /// Bytes of logits and their gradients.
    final double logits;

    /// @param draft needs of the layer that draft layers repeat
    EndShare(Architecture a, Quantization q, Split split, double tokens, TrainingSoftware software, Optional<LayerNeeds> draft) {
        double wide = q.wide().bytes();
        double vector = tokens / split.sequence() * a.hidden();
        double rows = Math.ceilDiv(a.vocabulary(), split.vocabulary());
        int count = draft.isPresent() ? a.draftLayers() : 0;
        this.embedding = Parameters.embeddingBytes(a, q, split) / wide;
        this.headAlone = Parameters.headBytes(a, q, split) / wide;
        this.head = a.tied() ? headAlone - rows * a.hidden() : headAlone;
        this.drafts = a.draftLayer().map(l -> Weights.draft(a, l, split).times(count)).orElse(Weights.NONE);
        // Software without flash attention trains with dropout, see SavedTensors: one byte of mask per element of the embedding.
        this.embeddingKept = software.flashAttention() ? 0 : vector;
        double draftKept = draft.map(d -> count * (d.kept() + 2 * DRAFT_INPUTS * vector * wide)).orElse(0.0);
        this.headKept = (1 + count) * HEAD_INPUTS * vector * wide + draftKept;
        double logit = software.fusedLoss() ? wide : Precision.FP32.bytes();
        int copies = software.fusedLoss() ? FUSED_COPIES : LOGIT_COPIES;
        // Heads of draft layers keep their logits until the backward pass; gradients come one head at a time.
        this.logits = (count + copies) * tokens * rows * logit;
    }

    /// Parameters outside layers on a rank that holds these ends.
    double tables(boolean embeds, boolean heads) {
        return (embeds ? embedding : 0) + (heads ? (embeds ? head : headAlone) : 0);
    }

    /// Bytes kept of one micro-batch.
    double kept(boolean embeds, boolean heads) {
        return (embeds ? embeddingKept : 0) + (heads ? headKept : 0);
    }
}
