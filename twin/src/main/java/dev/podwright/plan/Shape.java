package dev.podwright.plan;

import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;

/// The parallel sizes of a training job, without what can vary under them.
record Shape(int tensor, int context, int data, int pipeline, int experts, int expertTensor) {

    static Shape of(TrainingLayout layout) {
        return new Shape(layout.tensor(), layout.context(), layout.data(), layout.pipeline(), layout.experts(), layout.expertTensor());
    }

    long ranks() {
        return (long) tensor * context * data * pipeline;
    }

    TrainingLayout layout(ContextKind kind, int chunks) {
        return new TrainingLayout(tensor, tensor > 1, context, kind, data, pipeline, chunks, experts, expertTensor);
    }

    /// Whether every size other than `data` is within a factor of two of `other`'s.
    boolean near(Shape other) {
        return near(tensor, other.tensor) && near(context, other.context) && near(pipeline, other.pipeline) && near(experts, other.experts);
    }

    private static boolean near(int one, int other) {
        return one <= 2 * other && other <= 2 * one;
    }
}
