package dev.podwright.repricing;

import dev.podwright.catalog.Chip;
import dev.podwright.units.Interval;

/// How much of what a measured time differs by from its prediction goes along to another chip.
///
/// Kernels measured on both of two chips tell. Where the time on the second is predicted times (measured / predicted on the first)^share, the share that
/// predicts best is 0.0 (-0.1 to 0.0 by table) from H100 to Ascend 910B and 910C, whose libraries are others; 0.6 for products and 1.0 for attention from H100
/// to H200; 0.6 over all from H100 to A100 (docs/modelling-repricing.md).
enum Carry {
    /// The check of the source itself: nothing measured enters.
    ITSELF(0),
    /// The same libraries pick the same kernels.
    FAMILY(1),
    VENDOR(0.5),
    OTHER(0);

    private final double share;

    Carry(double share) {
        this.share = share;
    }

    static Carry between(Chip source, Chip target) {
        if (source.id().equals(target.id())) {
            return ITSELF;
        }
        return source.family().equals(target.family()) ? FAMILY : source.vendor().equals(target.vendor()) ? VENDOR : OTHER;
    }

    /// Whether the measured time tells which library's kernels run, so that the target's interval need not span them all.
    boolean goes() {
        return share > 0;
    }

    /// Seconds on the target of one call.
    ///
    /// @param measured on the source
    /// @param source what is predicted for the source
    /// @param target what is predicted for the target
    /// @param ideal what no target can be faster than
    Interval estimate(double measured, Interval source, Interval target, double ideal) {
        double ratio = source.value() > 0 && measured > 0 ? measured / source.value() : 1;
        double factor = Math.pow(ratio, share);
        double value = Math.max(ideal, target.value() * factor);
        double low = Math.max(ideal, target.low() * factor);
        double high = Math.max(value, target.high() * factor);
        if (this == ITSELF || measured >= source.low() && measured <= source.high()) {
            return new Interval(Math.min(low, value), value, high);
        }
        // The source does not run what the twin took it for: the target may, or may not, do as the source does.
        double whole = Math.max(ideal, target.value() * ratio);
        double none = Math.max(ideal, target.value());
        return new Interval(Math.min(Math.min(low, value), Math.min(whole, none)), value, Math.max(high, Math.max(whole, none)));
    }
}
