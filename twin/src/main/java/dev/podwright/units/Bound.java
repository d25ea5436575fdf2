package dev.podwright.units;

/// What limits the time of a cost node.
public enum Bound {
    COMPUTE("compute"),
    MEMORY("memory"),
    LINK("link"),
    LATENCY("latency"),
    MIXED("mixed");

    private final String label;

    Bound(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
