package dev.podwright.fabric;

/// The collectives whose time depends on bytes and group alone. The label is the one of evidence and calibration.
enum Kind {
    ALL_REDUCE("all_reduce"),
    ALL_GATHER("all_gather"),
    REDUCE_SCATTER("reduce_scatter"),
    ALL_TO_ALL("alltoall"),
    BROADCAST("broadcast"),
    POINT_TO_POINT("sendrecv"),
    DISPATCH("dispatch"),
    COMBINE("combine");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
