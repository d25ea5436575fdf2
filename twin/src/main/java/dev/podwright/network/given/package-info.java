/// Topologies that users give: composed of levels, a Dragonfly, or a list of cables.
///
/// Knows: the forms in which people write networks down, and what is wrong with one. Never knows: what flows over them. Entrance:
/// [dev.podwright.network.given.TopologyReader].
package dev.podwright.network.given;
