package dev.podwright.step;

/// The passes of a micro-batch through a layer in training.
public enum Pass {
    FORWARD("forward"),
    /// The part of the forward pass that runs again before the backward pass.
    RECOMPUTE("recompute"),
    BACKWARD_INPUT("backward.input"),
    BACKWARD_WEIGHT("backward.weight");

    private final String label;

    Pass(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
