package dev.podwright.validation.serving;

import dev.podwright.validation.Row;

/// How the lengths of a row lie about its nominal ones.
///
/// @param mean share of the nominal length
/// @param spread lengths are uniform within this share of the mean, either side
record LengthLaw(double mean, double spread) {
    /// Drawn from 0.8 to 1.0 of nominal.
    private static final LengthLaw UNIFORM = new LengthLaw(0.9, 0.1 / 0.9);
    /// Fixed lengths would run in lock-step in a simulation and do not in life, where clients, network and tokenizer scatter.
    private static final LengthLaw FIXED = new LengthLaw(1, 0.02);

    static LengthLaw of(Row row) {
        return row.text("length_law").startsWith("uniform") ? UNIFORM : FIXED;
    }
}
