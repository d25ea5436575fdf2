package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Dependence;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.catalog.Catalog;
import dev.podwright.model.Operator;
import dev.podwright.units.Spread;
import dev.podwright.units.Tie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Finds out how the errors of the operators of one step hang together, instead of taking them for independent or for one.
///
/// * Different shapes under one fit: a step runs several products with equally many rows and different weights. How far the held-out
///   errors of such products go together shows in the tables of products themselves.
/// * All operators on one chip: clock and framework shift them together. That shows only in whole steps, so the share is the least
///   with which nine in ten measured training steps, their common bias aside, lie in the intervals of their cost trees.
public final class DependenceFit {
    /// What 90 % intervals promise.
    private static final double PROMISED = 0.9;
    /// Shares are tried in twentieths.
    private static final int STEPS = 20;
    /// Fewer steps than this say nothing about nine in ten.
    private static final int FEWEST = 20;

    private DependenceFit() {}

    /// What the tables of products say; nothing is said of what is common to a chip.
    static Dependence alike(List<KernelFitter.Fitted> fitted) {
        double sum = 0;
        int rows = 0;
        for (KernelFitter.Fitted fit : fitted) {
            if (fit.fit().operator() == OperatorClass.GEMM) {
                sum += fit.judged().size() * correlation(fit.judged());
                rows += fit.judged().size();
            }
        }
        return rows == 0 ? Dependence.UNKNOWN : new Dependence(0, Math.clamp(sum / rows, 0, 1), 0, rows);
    }

    /// Mean product of the errors of two products with equally many rows over their mean square. Errors beyond their 90 % interval
    /// count as its end, so that a few odd rows do not make the figure.
    static double correlation(List<Judged> held) {
        Spread spread = Errors.of(held.stream().mapToDouble(Judged::error).toArray()).spread();
        Map<Double, double[]> byRows = new HashMap<>();
        double squares = 0;
        for (Judged row : held) {
            double error = Math.clamp(row.error(), spread.low(), spread.high());
            double[] sums = byRows.computeIfAbsent(((Operator.Gemm) row.sample().operator()).m(), _ -> new double[3]);
            sums[0]++;
            sums[1] += error;
            sums[2] += error * error;
            squares += error * error;
        }
        double products = 0;
        double pairs = 0;
        for (double[] sums : byRows.values()) {
            products += sums[1] * sums[1] - sums[2];
            pairs += sums[0] * (sums[0] - 1);
        }
        return pairs == 0 || squares == 0 ? 1 : products / pairs / (squares / held.size());
    }

    /// The calibration with what the measured training steps of the evidence say; as it is, where there are none.
    public static Calibration common(Calibration calibration, Evidence evidence, Catalog catalog) {
        Path table = evidence.root().resolve("training").resolve("measured.csv");
        if (!Files.exists(table)) {
            return calibration;
        }
        List<TrainingCheck.Outcome> steps = new TrainingCheck(catalog, calibration).predict(TrainingRows.read(table, catalog).rows()).outcomes();
        if (steps.size() < FEWEST) {
            return calibration;
        }
        Dependence known = calibration.dependence();
        double bias = median(steps);
        int least = IntStream.rangeClosed(0, STEPS).filter(i -> covered(steps, bias, (double) i / STEPS) >= PROMISED).findFirst().orElse(STEPS);
        return calibration.with(new Dependence((double) least / STEPS, known.alike(), steps.size(), known.products()));
    }

    /// What all steps err by is time that operators do not know of, not a way in which their errors hang together.
    private static double median(List<TrainingCheck.Outcome> steps) {
        return Errors.quantile(steps.stream().mapToDouble(DependenceFit::ratio).sorted().toArray(), 0.5);
    }

    private static double ratio(TrainingCheck.Outcome step) {
        return Math.log(step.row().seconds() / step.iteration().cost().seconds());
    }

    /// Share of steps inside their intervals if operators on one chip had `common` of their squared errors in common.
    private static double covered(List<TrainingCheck.Outcome> steps, double bias, double common) {
        long inside = steps.stream().filter(step -> {
            Spread spread = step.iteration().cost().spreadWith(tie -> tie.scope().isEmpty() || tie.common() == 1 ? tie : new Tie(tie.scope(), common, tie.alike()));
            double error = ratio(step) - bias;
            return Math.min(spread.low(), 0) <= error && error <= Math.max(spread.high(), 0);
        }).count();
        return (double) inside / steps.size();
    }
}
