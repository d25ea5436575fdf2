package dev.podwright.validation;

import dev.podwright.kernel.Law;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/// Fits a [Law] to measured times.
///
/// Minimises the pseudo-Huber loss of ln(predicted/measured), which is quadratic below [#KNEE] and linear above, so that
/// a few odd rows do not bend the law. Efficiencies pass through the logistic function, which keeps them in (0, 1);
/// seconds through the exponential, which keeps them positive. Levenberg-Marquardt from two starts, the better kept;
/// no randomness.
final class LawFit {
    /// Log ratio at which the loss turns linear: about the repeatability of good rows and half the error of the law.
    private static final double KNEE = 0.1;
    private static final int EVALUATIONS = 300;
    private static final double CONVERGED = 1e-8;
    /// Terms below this many seconds per count add nothing to any operator: the optimiser has driven them to zero.
    private static final double NOTHING = 1e-18;
    private static final int BASE = 3;
    /// Starts: compute efficiency, memory efficiency, share of the shortest time that is overhead.
    private static final double[][] STARTS = {{0.7, 0.7, 0.9}, {0.3, 0.5, 0.5}};

    private final Points points;
    private final int terms;

    private LawFit(Points points, int terms) {
        this.points = points;
        this.terms = terms;
    }

    /// @param terms how many extra terms the class has
    static Law of(Points points, int terms) {
        LawFit fit = new LawFit(points, terms);
        Optimum best = null;
        for (double[] start : STARTS) {
            Optional<Optimum> found = fit.from(start);
            if (found.isPresent() && (best == null || found.get().getCost() < best.getCost())) {
                best = found.get();
            }
        }
        if (best == null) {
            throw new IllegalStateException("No start converged on %d rows.".formatted(points.size()));
        }
        return law(best.getPoint().toArray(), terms);
    }

    private Optional<Optimum> from(double[] start) {
        double[] theta = new double[BASE + terms];
        theta[0] = logit(start[0]);
        theta[1] = logit(start[1]);
        theta[2] = Math.log(points.shortest() * start[2]);
        for (int i = 0; i < terms; i++) {
            theta[BASE + i] = Math.log(Math.max(points.tenthPerCount(i), NOTHING));
        }
        LeastSquaresProblem problem = new LeastSquaresBuilder()
                .start(theta)
                .target(new double[points.size()])
                .model(at -> evaluate(at.toArray()))
                .lazyEvaluation(false)
                .maxEvaluations(EVALUATIONS)
                .maxIterations(EVALUATIONS)
                .checker((i, before, now) -> Math.abs(before.getCost() - now.getCost()) <= CONVERGED * before.getCost())
                .build();
        try {
            return Optional.of(new LevenbergMarquardtOptimizer().optimize(problem));
        } catch (MathRuntimeException e) {
            return Optional.empty();
        }
    }

    private static Law law(double[] theta, int terms) {
        return new Law(logistic(theta[0]), logistic(theta[1]), Math.exp(theta[2]), term(theta, terms, 0), term(theta, terms, 1),
                term(theta, terms, 2), term(theta, terms, 3));
    }

    private static double term(double[] theta, int terms, int index) {
        double seconds = index < terms ? Math.exp(theta[BASE + index]) : 0;
        return seconds < NOTHING ? 0 : seconds;
    }

    private Pair<RealVector, RealMatrix> evaluate(double[] theta) {
        Law law = law(theta, terms);
        double[] residuals = new double[points.size()];
        double[][] jacobian = new double[points.size()][theta.length];
        for (int i = 0; i < residuals.length; i++) {
            double c = points.compute[i] / law.computeEfficiency();
            double m = points.memory[i] / law.memoryEfficiency();
            double roof = Math.sqrt(c * c + m * m);
            double computeShare = roof == 0 ? 0 : c * c / (roof * roof);
            double total = law.seconds(points.compute[i], points.memory[i], points.work[i]);
            double ratio = Math.log(total) - points.log[i];
            double bend = Math.sqrt(1 + ratio * ratio / (KNEE * KNEE));
            double residual = Math.signum(ratio) * KNEE * Math.sqrt(2 * (bend - 1));
            double slope = (residual == 0 ? 1 : ratio / (bend * residual)) / total;
            residuals[i] = residual;
            jacobian[i][0] = -slope * roof * computeShare * (1 - law.computeEfficiency());
            jacobian[i][1] = -slope * roof * (1 - computeShare) * (1 - law.memoryEfficiency());
            jacobian[i][2] = slope * law.overhead();
            for (int t = 0; t < terms; t++) {
                jacobian[i][BASE + t] = slope * Math.exp(theta[BASE + t]) * points.count(i, t);
            }
        }
        return new Pair<>(new ArrayRealVector(residuals, false), new Array2DRowRealMatrix(jacobian, false));
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }

    private static double logistic(double theta) {
        return 1 / (1 + Math.exp(-theta));
    }
}
