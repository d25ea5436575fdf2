package dev.podwright.fabric;

import dev.podwright.units.Spread;

/// The three numbers of a closed form, and how far they can be trusted.
///
/// @param efficiency share of the usable bandwidth
/// @param step seconds per step
/// @param launch seconds before the first step
/// @param measured whether the chip or one of its family, wired alike, was measured; a catalogue's figure for a level is then not needed
/// @param origin provenance in a few words
record Tuning(double efficiency, double step, double launch, boolean measured, Spread spread, String origin) {}
