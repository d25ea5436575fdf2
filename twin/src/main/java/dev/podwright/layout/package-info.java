/// Which rank computes, stores and sends what, and whether it fits in memory.
///
/// Knows: parallel sizes, shares of a model, bytes per rank. Never knows: time. Entrances:
/// [dev.podwright.layout.ServingLayout] and [dev.podwright.layout.MemoryBudget].
package dev.podwright.layout;
