/// Wirings of pods: from the levels of the catalogue, or from a few numbers.
///
/// Knows: how cards and switches of well-known systems are joined. Never knows: what flows over them, what a card computes.
/// Entrance: [dev.podwright.network.topology.Wirings].
package dev.podwright.network.topology;
