package dev.podwright.network;

/// How traffic chooses among ways.
public sealed interface Routing {

    /// One shortest way for each target: of k ways up a switch takes the one of number target mod k (D-mod-k).
    record Shortest() implements Routing {}

    /// One shortest way for each flow, chosen at every switch by a hash of the flow: flows collide.
    ///
    /// @param seed of the hash
    /// @param flows into which the traffic of one pair is divided (queue pairs)
    record Ecmp(long seed, int flows) implements Routing {}

    /// Packets spread evenly over all shortest ways, node by node.
    record Spray() implements Routing {}

    /// As spray, in proportion to what the links ahead can carry: what is down or slowed gets less.
    record Adaptive() implements Routing {}

    /// All-path routing of full meshes: the direct link and all ways with one detour (UB-Mesh, arXiv 2503.20377).
    record AllPath() implements Routing {}
}
