package dev.podwright.calibration;

import dev.podwright.units.Tie;

/// How the errors of operators in one step hang together, as far as it was measured.
///
/// @param common share of an operator's squared error that all operators of the step on one chip have in common: the least with
///        which nine in ten measured training steps lie in their intervals; 0 where none was measured
/// @param alike share of the rest that different shapes under one fit have in common: the correlation of held-out errors of
///        products with equally many rows and different weights; 1 where none was measured
/// @param steps measured steps behind `common`
/// @param products held-out rows behind `alike`
public record Dependence(double common, double alike, int steps, int products) {
    /// Errors under one fit go together, errors of different fits do not.
    public static final Dependence UNKNOWN = new Dependence(0, 1, 0, 0);

    public Dependence {
        if (!(common >= 0 && common <= 1 && alike >= 0 && alike <= 1)) {
            throw new IllegalArgumentException("The shares common (%s) and alike (%s) lie between 0 and 1.".formatted(common, alike));
        }
    }

    /// The ties of an operator on `chip`.
    public Tie on(String chip) {
        return new Tie(chip, common, alike);
    }
}
