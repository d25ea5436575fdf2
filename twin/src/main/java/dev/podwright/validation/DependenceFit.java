package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Dependence;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.catalog.Catalog;
import dev.podwright.model.Operator;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import dev.podwright.units.Tie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds out how the errors of the operators of one step hang together, instead of taking them for independent or for one.
///
/// * Different shapes under one fit: a step runs several products with equally many rows and different weights. How far the held-out
///   errors of such products go together shows in the tables of products themselves.
/// * All operators on one chip: clock and framework shift them together. That shows only in whole steps, so the share is the least
///   with which nine in ten measured training steps lie in the intervals of their cost trees.
public final class DependenceFit {
    /// What 90 % intervals promise.
    private static final double PROMISED = 0.9;
    /// Shares are tried in steps of this.
    private static final double STEP = 0.05;
    /// Fewer steps than this say nothing about nine in ten.
    private static final int FEWEST = 20;

    private DependenceFit() {}

    /// What the tables of products say; nothing is said of what is common to a chip.
    static Dependence alike(List<KernelFitter.Fitted> fitted) {
        double sum = 0;
        int rows = 0;
        for (KernelFitter.Fitted fit : fitted) {
            if (fit.fit().operator() == OperatorClass.GEMM) {
                sum += fit.held().size() * correlation(fit.held());
                rows += fit.held().size();
            }
        }
        return rows == 0 ? Dependence.UNKNOWN : new Dependence(0, Math.clamp(sum / rows, 0, 1), 0, rows);
    }

    /// Mean product of the errors of two products with equally many rows over their mean square. Errors beyond their 90 % interval
    /// count as its end, so that a few odd rows do not make the figure.
    static double correlation(List<Folds.Held> held) {
        Spread spread = Errors.of(held.stream().mapToDouble(Folds.Held::ratio).toArray()).spread();
        Map<Double, double[]> byRows = new HashMap<>();
        double squares = 0;
        for (Folds.Held row : held) {
            double error = Math.clamp(row.ratio(), spread.low(), spread.high());
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
        double common = 0;
        while (common < 1 && covered(steps, common) < PROMISED) {
            common = Math.min(1, common + STEP);
        }
        return calibration.with(new Dependence(common, known.alike(), steps.size(), known.products()));
    }

    /// Share of steps inside their intervals if operators on one chip had `common` of their squared errors in common.
    private static double covered(List<TrainingCheck.Outcome> steps, double common) {
        long inside = steps.stream().filter(step -> {
            Cost cost = step.iteration().cost();
            Spread spread = cost.spreadWith(tie -> tie.scope().isEmpty() || tie.common() == 1 ? tie : new Tie(tie.scope(), common, tie.alike()));
            double measured = step.row().seconds();
            return Math.max(spread.around(cost.seconds()).low(), cost.ideal()) <= measured && measured <= spread.around(cost.seconds()).high();
        }).count();
        return (double) inside / steps.size();
    }
}
