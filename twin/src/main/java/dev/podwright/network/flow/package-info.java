/// How fast flows are that share links.
///
/// Knows: capacities, the links of each flow, bytes, beginnings. Never knows: how a flow came by its links. Entrance:
/// [dev.podwright.network.flow.Transfer].
package dev.podwright.network.flow;
