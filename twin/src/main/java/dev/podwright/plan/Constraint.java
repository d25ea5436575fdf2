package dev.podwright.plan;

/// Why a candidate is out, in the order of reports.
public enum Constraint {
    SHAPE("cannot be laid out", 0),
    BATCH("cannot divide the global batch", 0),
    MEMORY("does not fit in memory", 1),
    TTFT("misses the TTFT limit", 2),
    TPOT("misses the TPOT limit", 2),
    CAPACITY("needs more chips than there are", 3),
    TIME("takes longer than allowed", 3);

    private final String label;
    private final int stage;

    Constraint(String label, int stage) {
        this.label = label;
        this.stage = stage;
    }

    public String label() {
        return label;
    }

    /// How far a candidate came that fails here.
    int stage() {
        return stage;
    }
}
