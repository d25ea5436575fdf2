/// Wirings of pods, made from a few numbers each.
///
/// Knows: how cards and switches of well-known systems are joined. Never knows: what flows over them, how a pod of the catalogue is called.
/// Entrance: [dev.podwright.network.topology.Topology].
package dev.podwright.network.topology;
