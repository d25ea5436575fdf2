/// One step of a serving replica on one rank, priced: the cost tree of its operators and collectives.
///
/// Knows: which operators and collectives a layout brings to a step. Never knows: requests, queues, money. Entrance:
/// [dev.podwright.step.ServingStep].
package dev.podwright.step;
