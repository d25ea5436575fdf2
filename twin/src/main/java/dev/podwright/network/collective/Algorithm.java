package dev.podwright.network.collective;

import java.util.List;

/// A way to do an operation. Groups list their members by node number, in rank order, and are equally large; all groups work at the same time.
public sealed interface Algorithm permits Ring, DoubleRing, Channels, TorusRings, Tree, InSwitch, InSwitchTree, HalvingDoubling, Nhr, Mesh, OneShot,
        Pairwise, Direct, Railed, Hierarchical, Pipelined, ExpertDirect, ExpertTwoPhase, Message {

    /// What libraries call it, such as `ring` or `NHR`.
    String label();

    /// The phases of `operation`, in order.
    ///
    /// @throws IllegalArgumentException if the algorithm does not do that operation
    List<Phase> phases(Operation operation, List<int[]> groups);
}
