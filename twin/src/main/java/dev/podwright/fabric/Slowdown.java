package dev.podwright.fabric;

/// What the state of a network does to an algorithm.
///
/// @param factor wire time on the network as it is over wire time on the one as built
/// @param latency seconds that detours add
/// @param why the link that holds it up
record Slowdown(double factor, double latency, String why) {
    static final Slowdown NONE = new Slowdown(1, 0, "");

    boolean none() {
        return factor == 1 && latency == 0;
    }
}
