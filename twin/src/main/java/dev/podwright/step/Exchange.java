package dev.podwright.step;

/// Kinds of communication in training, by what they serve.
public enum Exchange {
    TENSOR("tensor parallelism"),
    CONTEXT("context parallelism"),
    EXPERTS("expert parallelism"),
    PIPELINE("pipeline sends"),
    WEIGHTS("gathering weights"),
    GRADIENTS("reducing gradients"),
    HOST("activations to the host");

    private final String label;

    Exchange(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
