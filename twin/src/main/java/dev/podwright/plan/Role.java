package dev.podwright.plan;

/// What a candidate is tried as.
public enum Role {
    /// A replica that processes prompts and generates.
    AGGREGATED("aggregated"),
    /// A replica of the pool that processes prompts.
    PREFILL("prefill pool"),
    /// A replica of the pool that generates.
    DECODE("decode pool"),
    /// Both pools together.
    POOLS("separate pools"),
    /// All ranks of a training job.
    TRAINING("training");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
