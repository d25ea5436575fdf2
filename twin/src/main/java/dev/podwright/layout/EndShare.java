package dev.podwright.layout;

import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.model.Architecture;
import dev.podwright.model.Parameters;
import dev.podwright.model.Quantization;
import dev.podwright.model.Split;
import dev.podwright.model.Weights;
import dev.podwright.units.Precision;

/// What the ends of a model take of a rank: embedding before the first layer, head and draft layers behind the last.
final class EndShare {
    /// Logits and their gradient.
    private static final int LOGIT_COPIES = 2;
    /// A draft layer keeps hidden state and embedding, before and after their norms, and the input of its head before and after the norm.
    private static final int DRAFT_INPUTS = 2;
    private static final int HEAD_INPUTS = 2;

    /// Parameters of the embedding.
    final double embedding;
    /// Parameters of the final norm, and of the head where it is not the embedding.
    final double head;
    /// Parameters of the head where the embedding stands on another rank.
    final double headAlone;
    final Weights drafts;
    /// Bytes that the embedding keeps of one micro-batch.
    final double embeddingKept;
    /// Bytes that head and draft layers keep of one micro-batch.
    final double headKept;
    final double logits;
    final int draftKind;

    EndShare(Architecture a, Quantization q, Split split, double tokens, TrainingSoftware software, LayerShare[] shares, int draftKind) {
        double wide = q.wide().bytes();
        double vector = tokens / split.sequence() * a.hidden();
        this.draftKind = draftKind;
        this.embedding = Parameters.embeddingBytes(a, q, split) / wide;
        this.headAlone = Parameters.headBytes(a, q, split) / wide;
        this.head = a.tied() ? headAlone - (double) Math.ceilDiv(a.vocabulary(), split.vocabulary()) * a.hidden() : headAlone;
        int count = draftKind < 0 ? 0 : a.draftLayers();
        Weights draft = a.draftLayer().map(l -> Weights.draft(a, l, split)).orElse(new Weights(0, 0, 0, 0));
        this.drafts = new Weights(count * draft.attention(), count * draft.dense(), count * draft.experts(), count * draft.wide());
        // Software without flash attention trains with dropout, see SavedTensors: one byte of mask per element of the embedding.
        this.embeddingKept = software.flashAttention() ? 0 : vector;
        double heads = 1 + count;
        double draftKept = count == 0 ? 0 : count * (shares[draftKind].kept() + 2 * DRAFT_INPUTS * vector * wide);
        this.headKept = heads * HEAD_INPUTS * vector * wide + draftKept;
        double logit = software.fusedLoss() ? wide : Precision.FP32.bytes();
        // Heads of draft layers keep their logits until the backward pass; gradients come one head at a time.
        this.logits = (LOGIT_COPIES - 1 + heads) * tokens * Math.ceilDiv(a.vocabulary(), split.vocabulary()) * logit;
    }
}
