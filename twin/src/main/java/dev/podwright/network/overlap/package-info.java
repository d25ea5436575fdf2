/// Collectives that run at the same time and take bandwidth from each other.
///
/// Knows: schedules, when each begins, fair shares. Never knows: what the collectives are for, calibrated numbers. Entrance:
/// [dev.podwright.network.overlap.Overlap].
package dev.podwright.network.overlap;
