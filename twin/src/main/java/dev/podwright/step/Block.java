package dev.podwright.step;

import dev.podwright.model.Layer;

/// What a pipeline stage is made of.
public sealed interface Block {

    /// A transformer layer.
    record Body(Layer layer) implements Block {}

    /// The token embedding.
    record Embedding() implements Block {}

    /// Final norm, logits and loss.
    record Head() implements Block {}

    /// A multi-token-prediction module: projection, layer, and the head once more.
    record Draft(Layer layer) implements Block {}
}
