/// Pipeline schedules: in which order every device runs the micro-batches of its stages, when each ends, how many
/// activations it holds meanwhile.
///
/// Knows: stages, chunks, micro-batches and their durations as plain numbers. Never knows: models, chips, what a stage
/// computes. Entrances: [dev.podwright.schedule.Pipeline], [dev.podwright.schedule.Timeline] and, for
/// searches, [dev.podwright.schedule.Estimate].
package dev.podwright.schedule;
