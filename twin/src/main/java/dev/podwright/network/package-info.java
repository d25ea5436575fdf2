/// Links that join cards and switches, the ways that traffic takes over them, and how fast flows are that share them.
///
/// Knows: graphs, routes, fair shares. Never knows: models, kernels, which collective the flows belong to.
/// Entrance: [dev.podwright.network.Transfer].
package dev.podwright.network;
