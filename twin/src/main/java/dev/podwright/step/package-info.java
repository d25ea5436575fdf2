/// One step of a serving replica on one rank, priced: the cost tree of its operators and collectives. Likewise the passes of a
/// micro-batch through the blocks of a model in training.
///
/// Knows: which operators and collectives a layout brings to a step or a pass. Never knows: requests, queues, money. Entrances:
/// [dev.podwright.step.ServingStep] and [dev.podwright.step.TrainingBlocks].
package dev.podwright.step;
