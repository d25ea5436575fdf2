package dev.podwright.kernel;

import dev.podwright.units.Spread;

/// One resolved time law of a chip, with everything that does not depend on the shape.
///
/// @param peak FLOP/s of the chip in the format it computes in
/// @param bandwidth bytes per second of its memory
/// @param why where the numbers come from
record Pricing(Law law, double peak, double bandwidth, Spread spread, String why) {}
