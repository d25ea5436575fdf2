/// Which rank computes, stores and sends what, and whether it fits in memory.
///
/// Knows: parallel sizes, shares of a model, bytes per rank. Never knows: time. Entrances:
/// [dev.podwright.layout.ServingLayout] and [dev.podwright.layout.MemoryBudget] for serving,
/// [dev.podwright.layout.TrainingSetup] and [dev.podwright.layout.TrainingBudget] for training.
package dev.podwright.layout;
