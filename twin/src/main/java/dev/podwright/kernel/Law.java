package dev.podwright.kernel;

import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.Term;
import java.util.List;

/// The time law of a [KernelFit], ready to evaluate.
///
/// The two limits join as the root of the sum of squares: near the ridge of the roofline a kernel reaches neither its
/// compute nor its memory limit. Over all fits this predicts held-out rows at 9.2 % in the median and 30.1 % at the
/// 90th percentile; the sum of the limits at 9.6 and 30.4 %, the 4-norm at 9.5 and 31.3 %, almost the maximum (the 16-norm)
/// at 9.7 and 32.1 % (docs/modelling-kernels.md).
///
/// @param first seconds per count of the class's first extra term
/// @param second seconds per count of its second
/// @param third seconds per count of its third
/// @param fourth seconds per count of its fourth
public record Law(double computeEfficiency, double memoryEfficiency, double overhead, double first, double second, double third, double fourth) {

    /// A law of at most two terms.
    public Law(double computeEfficiency, double memoryEfficiency, double overhead, double first, double second) {
        this(computeEfficiency, memoryEfficiency, overhead, first, second, 0, 0);
    }

    Law withComputeEfficiency(double efficiency) {
        return new Law(efficiency, memoryEfficiency, overhead, first, second, third, fourth);
    }

    public static Law of(KernelFit fit) {
        return new Law(fit.computeEfficiency(), fit.memoryEfficiency(), fit.overhead(), term(fit, 0), term(fit, 1), term(fit, 2), term(fit, 3));
    }

    private static double term(KernelFit fit, int index) {
        List<Term> terms = fit.operator().terms();
        return index < terms.size() ? fit.seconds(terms.get(index)) : 0;
    }

    /// @param compute seconds of the arithmetic at the chip's peak
    /// @param memory seconds of the traffic at the chip's bandwidth
    /// @param firstCount count of the first extra term
    /// @param secondCount count of the second
    public double seconds(double compute, double memory, double firstCount, double secondCount) {
        return overhead + first * firstCount + second * secondCount + roof(compute, memory);
    }

    /// @param compute seconds of the arithmetic at the chip's peak
    /// @param memory seconds of the traffic at the chip's bandwidth
    /// @param work with the counts of all terms
    public double seconds(double compute, double memory, Work work) {
        return seconds(compute, memory, work.first(), work.second()) + third * work.third() + fourth * work.fourth();
    }

    /// The roofline part: never less than either limit.
    double roof(double compute, double memory) {
        double c = compute / computeEfficiency;
        double m = memory / memoryEfficiency;
        return Math.max(Math.max(c, m), Math.sqrt(c * c + m * m));
    }
}
