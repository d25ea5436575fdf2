package dev.podwright.validation;

import dev.podwright.calibration.Forest;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.calibration.Residual;
import dev.podwright.catalog.Chip;
import dev.podwright.kernel.Borrowing;
import dev.podwright.kernel.Law;
import java.util.List;

/// A time law and what it leaves over, fitted to the rows of one table.
record KernelModel(Law law, Residual residual, Forest forest) {
    private static final int LEAST_COLD = 20;

    /// The law is fitted to rows that read their weights or cache from memory, so that its efficiency is that of memory; what is left over
    /// to all rows.
    static KernelModel of(List<Sample> samples, Chip chip, OperatorClass kind) {
        List<Sample> cold = samples.stream().filter(s -> Warmth.cold(s, chip)).toList();
        Points points = Points.of(samples, chip);
        Law law = LawFit.of(cold.size() < LEAST_COLD ? points : Points.of(cold, chip), kind.terms().size());
        double[] left = points.ratios(law);
        Residual residual = Grids.of(kind).residual(points.features, left);
        for (int i = 0; i < left.length; i++) {
            left[i] -= residual.at(points.features[i]);
        }
        return new KernelModel(law, residual, ForestFit.of(kind).fit(points.traits, left));
    }

    /// What a chip borrows for operators in the formats of `subject`.
    static KernelModel of(Borrowing.Loan loan, Subject subject, Chip chip) {
        return new KernelModel(loan.law(chip, subject.storage(), subject.compute()), loan.fit().residual(), loan.fit().forest());
    }

    /// Logarithms of measured/predicted.
    double[] ratios(Points points) {
        double[] ratios = new double[points.size()];
        for (int i = 0; i < ratios.length; i++) {
            double seconds = law.seconds(points.compute[i], points.memory[i], points.work[i]);
            double left = residual.at(points.features[i]) + forest.at(points.traits[i]);
            ratios[i] = points.log[i] - Math.max(Math.log(seconds) + left, points.ideal[i]);
        }
        return ratios;
    }
}
