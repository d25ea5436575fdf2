/// What is asked of a system: lengths, load, limits.
///
/// Knows: requests. Never knows: how they are served. Entrance: [dev.podwright.workload.Demand].
package dev.podwright.workload;
