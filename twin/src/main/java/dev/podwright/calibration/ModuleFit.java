package dev.podwright.calibration;

import dev.podwright.units.Spread;

/// What a whole block of operators takes, for one framework on one chip, from the sum of its operators' prices:
/// `launch + scale * sum + token * new tokens`, times what the residual grid says.
///
/// @param subject what the fit is of
/// @param launch seconds of gaps between the kernels of the block, however small they are
/// @param scale of the sum of the operators' prices
/// @param token seconds per new token that no operator accounts for: kernels that the block runs besides, selections padded to their full length
/// @param rows how many measurements it was fitted to
/// @param medianError median of |predicted/measured - 1| on held-out rows
/// @param p90Error its 90th percentile
/// @param spread 5 % and 95 % quantiles of ln(measured/predicted) of held-out rows, divided by their scale
/// @param residual what the law leaves over, by new tokens, context and heads
/// @param errors logarithm of how much wider or narrower than `spread` the errors at a shape are
public record ModuleFit(Subject subject, double launch, double scale, double token, int rows, double medianError, double p90Error, Spread spread,
                        Residual residual, Residual errors) {

    /// @param chip by id
    /// @param block such as `mla_module.prefill`
    /// @param kernel framework and version
    public record Subject(String chip, String block, String kernel) {

        /// The framework alone.
        public String framework() {
            return kernel.split(" ")[0];
        }
    }

    /// Seconds before the residual.
    ///
    /// @param sum of the operators' prices in seconds
    /// @param tokens new tokens of all sequences
    public double law(double sum, double tokens) {
        return launch + scale * sum + token * tokens;
    }

    void unpack() {
        residual.values();
        errors.values();
    }
}
