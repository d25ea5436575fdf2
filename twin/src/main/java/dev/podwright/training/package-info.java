/// One optimiser step of a training job, predicted: its time with the reason, its memory, its efficiency.
///
/// Knows: how layers, pipeline schedule, gradient exchange and optimiser make an iteration. Never knows: which setup is best, requests, money.
/// Entrance: [dev.podwright.training.Trainer].
package dev.podwright.training;
