/// Cards, switches and the links between them; the ways of traffic, fair shares, collectives and faults on them.
///
/// Knows: graphs, routes, patterns of traffic, schedules of collectives. Never knows: models, kernels, calibrated numbers, which collective a library
/// chooses. Entrance: [dev.podwright.network.Network].
package dev.podwright.network;
