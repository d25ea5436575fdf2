package dev.podwright.validation;

import dev.podwright.calibration.OperatorClass;
import dev.podwright.calibration.Residual;
import dev.podwright.catalog.Chip;
import dev.podwright.units.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Cross-validation by group: each fold of a [FoldPlan] is predicted by a model fitted to the rest.
///
/// @param errors of all held-out rows; the spread is that of errors divided by their scale
/// @param scale how errors depend on the shape
/// @param judged every row of the table, in its order: predicted without its group, its interval made from the errors of other folds
record Folds(Errors errors, Residual scale, List<Judged> judged) {

    static Folds of(List<Sample> samples, int[] folds, Chip chip, OperatorClass kind) {
        Points all = Points.of(samples, chip);
        double[] ratios = new double[samples.size()];
        for (int fold = 0; fold < FoldPlan.FOLDS; fold++) {
            int held = fold;
            int[] unseen = where(folds, f -> f == held);
            if (unseen.length > 0) {
                double[] found = KernelModel.of(pick(samples, where(folds, f -> f != held)), chip, kind).ratios(Points.of(pick(samples, unseen), chip));
                for (int i = 0; i < unseen.length; i++) {
                    ratios[unseen[i]] = found[i];
                }
            }
        }
        Grids grids = Grids.of(kind);
        Scaled scaled = Scaled.of(all.features, ratios, grids);
        Errors plain = Errors.of(ratios);
        Judged[] judged = new Judged[samples.size()];
        for (int fold = 0; fold < FoldPlan.FOLDS; fold++) {
            int held = fold;
            int[] others = where(folds, f -> f != held);
            Scaled unseeing = Scaled.of(IntStream.of(others).mapToObj(i -> all.features[i]).toArray(double[][]::new),
                    IntStream.of(others).mapToDouble(i -> ratios[i]).toArray(), grids);
            for (int i : where(folds, f -> f == held)) {
                judged[i] = new Judged(samples.get(i), ratios[i], Math.exp(scaled.scale.at(all.features[i])), unseeing.at(all.features[i]));
            }
        }
        return new Folds(new Errors(plain.median(), plain.p90(), scaled.spread), scaled.scale, List.of(judged));
    }

    /// The interval of a shape.
    private record Scaled(Residual scale, Spread spread) {

        static Scaled of(double[][] features, double[] ratios, Grids grids) {
            Residual scale = grids.scale(features, ratios);
            double[] scaled = new double[ratios.length];
            for (int i = 0; i < ratios.length; i++) {
                scaled[i] = ratios[i] / Math.exp(scale.at(features[i]));
            }
            return new Scaled(scale, Errors.of(scaled).spread());
        }

        Spread at(double[] features) {
            double factor = Math.exp(scale.at(features));
            return new Spread(spread.low() * factor, spread.high() * factor);
        }
    }

    private static int[] where(int[] folds, IntPredicate wanted) {
        return IntStream.range(0, folds.length).filter(i -> wanted.test(folds[i])).toArray();
    }

    private static List<Sample> pick(List<Sample> samples, int[] which) {
        List<Sample> picked = new ArrayList<>(which.length);
        for (int i : which) {
            picked.add(samples.get(i));
        }
        return picked;
    }
}
