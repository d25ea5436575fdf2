package dev.podwright.kernel;

import dev.podwright.calibration.Forest;
import dev.podwright.calibration.Residual;
import dev.podwright.model.Operator;
import dev.podwright.units.Spread;

/// One resolved time law of a chip, with everything that does not depend on the shape.
///
/// @param peak FLOP/s of the chip in the format it computes in
/// @param bandwidth bytes per second of its memory
/// @param residual what the law leaves over, by shape
/// @param forest what the residual leaves over
/// @param cores matrix cores of the chip, 0 if not known
/// @param scale logarithm of how much wider or narrower than `spread` the errors at a shape are
/// @param why where the numbers come from
record Pricing(Law law, double peak, double bandwidth, Residual residual, Forest forest, double cores, Residual scale,
               Spread spread, String why) {

    /// Predicted seconds; never less than the ideal machine takes.
    double seconds(Operator operator, Work work) {
        double seconds = law.seconds(work.flops() / peak, work.bytes() / bandwidth, work);
        double left = (residual.isEmpty() ? 0 : residual.at(Features.of(operator)))
                + (forest.isEmpty() ? 0 : forest.at(Traits.of(operator, cores)));
        if (left != 0) {
            seconds *= Math.exp(left);
        }
        return Math.max(seconds, Work.ideal(operator, peak, bandwidth));
    }

    Spread spread(Operator operator) {
        if (scale.isEmpty()) {
            return spread;
        }
        double factor = Math.exp(scale.at(Features.of(operator)));
        return new Spread(spread.low() * factor, spread.high() * factor);
    }
}
