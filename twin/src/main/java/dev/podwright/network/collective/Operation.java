package dev.podwright.network.collective;

/// What a group does together.
public enum Operation {
    ALL_REDUCE,
    ALL_GATHER,
    REDUCE_SCATTER,
    ALL_TO_ALL,
    BROADCAST,
    SEND_RECEIVE
}
