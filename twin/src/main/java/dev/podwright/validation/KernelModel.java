package dev.podwright.validation;

import dev.podwright.calibration.OperatorClass;
import dev.podwright.calibration.Residual;
import dev.podwright.kernel.Law;

/// A time law and what it leaves over, fitted to the rows of one table.
record KernelModel(Law law, Residual residual) {

    static KernelModel of(Points points, OperatorClass kind) {
        Law law = LawFit.of(points, kind.terms().size());
        Grids grids = Grids.of(kind);
        return new KernelModel(law, grids.residual(points.features, points.ratios(law)));
    }

    /// Logarithms of measured/predicted.
    double[] ratios(Points points) {
        double[] ratios = new double[points.size()];
        for (int i = 0; i < ratios.length; i++) {
            double seconds = law.seconds(points.compute[i], points.memory[i], points.work[i]);
            ratios[i] = points.log[i] - Math.max(Math.log(seconds) + residual.at(points.features[i]), points.ideal[i]);
        }
        return ratios;
    }
}
