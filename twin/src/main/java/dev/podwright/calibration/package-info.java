/// Fitted numbers with their provenance and error: data and lookup, no fitting.
///
/// Knows: what `podwright calibrate` wrote. Never knows: measurements. Entrance:
/// [dev.podwright.calibration.Calibration].
package dev.podwright.calibration;
