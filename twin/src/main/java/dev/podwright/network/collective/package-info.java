/// Collectives as schedules: which rank sends what to whom in which phase.
///
/// Knows: algorithms and their phases. Never knows: links, seconds, which algorithm a library chooses. Entrance:
/// [dev.podwright.network.collective.Algorithm].
package dev.podwright.network.collective;
