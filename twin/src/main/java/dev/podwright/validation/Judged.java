package dev.podwright.validation;

import dev.podwright.units.Spread;

/// A measured row beside a prediction that had not seen it.
///
/// @param ratio ln(measured/predicted)
/// @param spread ends of the 90 % interval, as ln(time/predicted)
record Judged(double ratio, Spread spread) {

    boolean covered() {
        return ratio >= spread.low() && ratio <= spread.high();
    }

    /// Half the width of the interval as a share of the prediction.
    double halfWidth() {
        return (Math.exp(spread.high()) - Math.exp(spread.low())) / 2;
    }
}
