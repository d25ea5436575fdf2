package dev.podwright.calibration;

import dev.podwright.units.Precision;
import dev.podwright.units.Spread;
import java.util.Map;

/// The time law of one class of operators on one chip in one pair of number formats:
///
/// `seconds = exp(residual(shape) + forest(shape)) * (overhead + sum(term * count) + sqrt((flops / (computeEfficiency * peak))^2 + (bytes / (memoryEfficiency * bandwidth))^2))`
///
/// and never less than the ideal machine takes.
///
/// Errors are of rows that the fit had not seen: groups of rows (all rows of one weight shape, one head layout, one
/// expert model) were held out together, five times over.
///
/// @param chip catalogue id
/// @param storage how weights, or cached keys and values, are stored; FP16 is filed under BF16
/// @param compute what the matrix units compute in; FP16 is filed under BF16
/// @param computeEfficiency share of the peak that long work reaches, in (0, 1]
/// @param memoryEfficiency share of the memory bandwidth that long work reaches, in (0, 1]
/// @param overhead seconds that the shortest work takes
/// @param terms fitted seconds of the class's extra terms
/// @param rows measurements behind the fit
/// @param groups groups they fall in
/// @param heldOut what a group is
/// @param medianError median of |predicted/measured - 1| over held-out rows
/// @param p90Error its 90th percentile
/// @param spread 5 % and 95 % quantiles of ln(measured/predicted) over held-out rows
/// @param kernel whose kernel: framework, version, the framework's own word for the number format
/// @param castsInput whether the timed kernel narrows its input itself, so that a cast before it must not be counted
/// @param source repository and commit of the measurements
/// @param preferred whether the product predicts with this fit; others are kept for what was run with their framework
/// @param residual what the law leaves over, by shape ([OperatorClass#features])
/// @param forest what the residual leaves over, by the traits of the shape
/// @param scale logarithm of how much wider or narrower than `spread` the errors at a shape are
public record KernelFit(String chip, OperatorClass operator, Precision storage, Precision compute, double computeEfficiency,
                        double memoryEfficiency, double overhead, Map<Term, Double> terms, int rows, int groups, String heldOut,
                        double medianError, double p90Error, Spread spread, String kernel, boolean castsInput, String source, boolean preferred,
                        Residual residual, Residual scale, Forest forest) {

    public KernelFit {
        if (!(computeEfficiency > 0 && computeEfficiency <= 1) || !(memoryEfficiency > 0 && memoryEfficiency <= 1)
                || !(overhead >= 0)) {
            throw new IllegalArgumentException("The fit of %s on %s has efficiencies (%s, %s) and overhead (%s)."
                    .formatted(operator.label(), chip, computeEfficiency, memoryEfficiency, overhead));
        }
        terms = Map.copyOf(terms);
    }

    /// A fit without a forest.
    public KernelFit(String chip, OperatorClass operator, Precision storage, Precision compute, double computeEfficiency,
                     double memoryEfficiency, double overhead, Map<Term, Double> terms, int rows, int groups, String heldOut,
                     double medianError, double p90Error, Spread spread, String kernel, boolean castsInput, String source, boolean preferred,
                     Residual residual, Residual scale) {
        this(chip, operator, storage, compute, computeEfficiency, memoryEfficiency, overhead, terms, rows, groups, heldOut, medianError, p90Error,
                spread, kernel, castsInput, source, preferred, residual, scale, Forest.NONE);
    }

    /// The seconds of `term`, 0 where the class has none.
    public double seconds(Term term) {
        return terms.getOrDefault(term, 0.0);
    }

    /// The framework whose kernel it is, such as `trtllm`.
    public String framework() {
        return word(0);
    }

    /// The framework's own word for the number format, such as `fp8_block`.
    public String format() {
        return word(kernel.strip().split(" ").length - 1);
    }

    private String word(int index) {
        return kernel.strip().split(" ")[index];
    }

    void unpack() {
        residual.values();
        scale.values();
        forest.trees();
    }

    /// FP16 runs on the same units at the same rate as BF16 and weighs the same, so both are one entry.
    public static Precision filed(Precision precision) {
        return precision == Precision.FP16 ? Precision.BF16 : precision;
    }
}
