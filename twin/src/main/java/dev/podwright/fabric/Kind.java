package dev.podwright.fabric;

import dev.podwright.network.collective.Operation;

/// The collectives whose time depends on bytes and group alone. The label is the one of evidence and calibration.
enum Kind {
    ALL_REDUCE("all_reduce", Operation.ALL_REDUCE),
    ALL_GATHER("all_gather", Operation.ALL_GATHER),
    REDUCE_SCATTER("reduce_scatter", Operation.REDUCE_SCATTER),
    ALL_TO_ALL("alltoall", Operation.ALL_TO_ALL),
    BROADCAST("broadcast", Operation.BROADCAST),
    POINT_TO_POINT("sendrecv", Operation.SEND_RECEIVE),
    DISPATCH("dispatch", Operation.DISPATCH),
    COMBINE("combine", Operation.COMBINE);

    private final String label;
    private final Operation operation;

    Kind(String label, Operation operation) {
        this.label = label;
        this.operation = operation;
    }

    String label() {
        return label;
    }

    /// The same as algorithms know it.
    Operation operation() {
        return operation;
    }
}
