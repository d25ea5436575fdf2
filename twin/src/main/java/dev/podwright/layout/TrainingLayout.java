package dev.podwright.layout;

import dev.podwright.fabric.Group;
import dev.podwright.model.Split;

/// How one training job is spread over ranks: `tensor * context * data * pipeline` of them, numbered in this order from the
/// inside out, as Megatron-Core does ("tp-cp-ep-dp-pp"), unless some of the copies stand outside the pipeline ([RankOrder]).
///
/// Routed experts are folded into the ranks of a stage on their own: `experts` ranks share them, `expertTensor` ranks
/// divide each by width, what remains of `tensor * context * data` holds copies (Megatron-Core "parallel folding", arXiv 2504.14960).
///
/// @param tensor ranks that divide heads and widths
/// @param sequence Megatron sequence parallelism: norms and residuals are divided among the tensor ranks too
/// @param context ranks that divide every sequence
/// @param data copies of the model as the batch sees them, sharded or not
/// @param virtualStages chunks of layers on every pipeline rank
/// @param inside copies that stand inside the pipeline, beside each other; the other `data / inside` stand around it. Without a pipeline
///     all stand inside. Ranks that share experts are always inside.
public record TrainingLayout(int tensor, boolean sequence, int context, ContextKind contextKind, int data, int pipeline,
                             int virtualStages, int experts, int expertTensor, int inside) {

    /// How ranks that divide a sequence let every token see the others.
    public enum ContextKind {
        /// Keys and values pass round a ring while blocks of attention are computed (Liu et al. 2023, arXiv 2310.01889).
        RING,
        /// All-to-all from divided sequences to divided heads and back (Jacobs et al. 2023, arXiv 2309.14509).
        ULYSSES
    }

    public TrainingLayout {
        if (tensor < 1 || context < 1 || data < 1 || pipeline < 1 || virtualStages < 1 || experts < 1 || expertTensor < 1) {
            throw new IllegalArgumentException("Every size of the layout (tp %d, cp %d, dp %d, pp %d, vpp %d, ep %d, etp %d) must be at least 1."
                    .formatted(tensor, context, data, pipeline, virtualStages, experts, expertTensor));
        }
        if ((long) tensor * context * data % ((long) experts * expertTensor) != 0) {
            throw new IllegalArgumentException("The experts' ranks (ep %d x etp %d) must divide tp x cp x dp (%d)."
                    .formatted(experts, expertTensor, (long) tensor * context * data));
        }
        inside = pipeline == 1 ? data : inside;
        if (inside < 1 || data % inside != 0 || (long) tensor * context * inside % ((long) experts * expertTensor) != 0) {
            throw new IllegalArgumentException("Copies inside the pipeline (%d) must divide all (dp %d) and hold the experts' ranks (ep %d x etp %d)."
                    .formatted(inside, data, experts, expertTensor));
        }
    }

    /// With the pipeline outermost.
    public TrainingLayout(int tensor, boolean sequence, int context, ContextKind contextKind, int data, int pipeline, int virtualStages, int experts,
                          int expertTensor) {
        this(tensor, sequence, context, contextKind, data, pipeline, virtualStages, experts, expertTensor, data);
    }

    /// The same sizes with `copies` of the data-parallel copies inside the pipeline.
    public TrainingLayout inside(int copies) {
        return new TrainingLayout(tensor, sequence, context, contextKind, data, pipeline, virtualStages, experts, expertTensor, copies);
    }

    /// A dense model.
    public static TrainingLayout dense(int tensor, int data, int pipeline, int virtualStages) {
        return new TrainingLayout(tensor, tensor > 1, 1, ContextKind.RING, data, pipeline, virtualStages, 1, 1);
    }

    public long ranks() {
        return (long) stageRanks() * pipeline;
    }

    /// Ranks of one pipeline stage.
    public int stageRanks() {
        return tensor * context * data;
    }

    public Split split() {
        return new Split(tensor, tensor, experts, expertTensor, tensor, sequence ? tensor : 1);
    }

    public Group tensorGroup() {
        return Group.adjacent(tensor);
    }

    public Group contextGroup() {
        return new Group(context, tensor);
    }

    /// Ranks of one pipeline stage that stand beside each other.
    public int block() {
        return tensor * context * inside;
    }

    /// Ranks with the same share of the dense weights: what gradients are summed over.
    public Group dataGroup() {
        return new Group(context * data, tensor, context * inside, (long) block() * pipeline);
    }

    public Group expertGroup() {
        return new Group(experts, expertTensor);
    }

    public Group expertTensorGroup() {
        return Group.adjacent(expertTensor);
    }

    /// Ranks with the same experts.
    public Group expertDataGroup() {
        int holders = experts * expertTensor;
        return new Group(stageRanks() / holders, holders, block() / holders, (long) block() * pipeline);
    }

    /// One rank of every stage; each sends to the next, and the farthest hop paces them.
    public Group pipelineGroup() {
        return new Group(pipeline, block());
    }

    /// Searches look up by layouts all the time: hash and equality are written out, because the generated ones run through method handles,
    /// which a process of a few seconds hardly gets to compile.
    @Override
    public int hashCode() {
        int hash = tensor * 31 + context;
        hash = hash * 31 + data;
        hash = hash * 31 + pipeline;
        hash = hash * 31 + virtualStages;
        hash = hash * 31 + experts;
        hash = hash * 31 + expertTensor;
        hash = hash * 31 + inside;
        return hash * 31 + contextKind.ordinal();
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof TrainingLayout l && tensor == l.tensor && sequence == l.sequence && context == l.context
                && contextKind == l.contextKind && data == l.data && pipeline == l.pipeline && virtualStages == l.virtualStages
                && experts == l.experts && expertTensor == l.expertTensor
                && inside == l.inside;
    }

    /// Such as `tp8 cp2 dp16 pp4x2 ep64`; sizes of 1 are left out, and so is the order of ranks where it is the usual one.
    public String label() {
        StringBuilder text = new StringBuilder("tp").append(tensor).append(tensor > 1 && !sequence ? " (no sp)" : "");
        append(text, contextKind == ContextKind.RING ? " cp" : " ulysses", context);
        append(text, " dp", data);
        append(text, " pp", pipeline);
        if (virtualStages > 1) {
            text.append("x").append(virtualStages);
        }
        append(text, " ep", experts);
        append(text, " etp", expertTensor);
        if (inside < data) {
            text.append(" ").append(RankOrder.of(this));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, int size) {
        if (size > 1) {
            text.append(name).append(size);
        }
    }

    @Override
    public String toString() {
        return label();
    }
}
