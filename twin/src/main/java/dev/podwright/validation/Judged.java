package dev.podwright.validation;

import dev.podwright.units.Spread;

/// A measured row beside a prediction that had not seen it.
///
/// @param sample the row
/// @param ratio ln(measured/predicted)
/// @param scale how large errors at this shape are, relative to others of the table
/// @param spread ends of the 90 % interval, as ln(time/predicted)
record Judged(Sample sample, double ratio, double scale, Spread spread) {

    /// The ratio as a multiple of its scale.
    double error() {
        return ratio / scale;
    }

    boolean covered() {
        return ratio >= spread.low() && ratio <= spread.high();
    }

    /// Half the width of the interval as a share of the prediction.
    double halfWidth() {
        return (Math.exp(spread.high()) - Math.exp(spread.low())) / 2;
    }
}
