/// Which links traffic takes.
///
/// Knows: shortest ways, hashes, detours, what is down. Never knows: why somebody sends. Entrance: [dev.podwright.network.routing.Router].
package dev.podwright.network.routing;
