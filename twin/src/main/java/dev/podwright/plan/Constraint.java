package dev.podwright.plan;

/// Why a candidate is out.
public enum Constraint {
    SHAPE("cannot be laid out"),
    MEMORY("does not fit in memory"),
    TTFT("misses the TTFT limit"),
    TPOT("misses the TPOT limit"),
    CAPACITY("too few chips for the demand"),
    EXCEEDED("fits, but needs more chips or serves less");

    private final String label;

    Constraint(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
