/// A profile's tasks as operators of the twin, and what they take on another chip.
///
/// Knows: which tensors make which operator, prices of both chips, how a step follows from its tasks. Never knows: models, plans, advice. Entrance:
/// [dev.podwright.repricing.Repricer].
package dev.podwright.repricing;
