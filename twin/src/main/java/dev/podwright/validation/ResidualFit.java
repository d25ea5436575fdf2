package dev.podwright.validation;

import dev.podwright.calibration.Residual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/// Fits a [Residual] to what a law leaves over: least squares on the interpolated grid, robust by reweighting, held towards 0 (a knot that
/// few rows stand at says little) and towards straight lines along every axis (a spline's penalty on second differences).
final class ResidualFit {
    /// Log ratio beyond which a row pulls no harder.
    private static final double KNEE = 0.15;
    private static final int REWEIGHTINGS = 3;
    private static final int QUANTILE_REWEIGHTINGS = 6;
    /// Differences smaller than this weigh no more in a quantile.
    private static final double NEAR = 0.2;

    private final List<double[]> knots;
    private final int[] grids;
    private final int size;
    private final int corners;
    private final double shrinkage;
    private final double smoothness;

    /// @param knots of each axis, in octaves
    /// @param shrinkage rows that the pull of each knot to 0 counts for
    /// @param smoothness rows that the pull of each three neighbours to a line counts for
    ResidualFit(List<double[]> knots, double shrinkage, double smoothness) {
        this(knots, new int[] {knots.size()}, shrinkage, smoothness);
    }

    /// @param knots of each axis of each grid, in octaves
    /// @param grids how many of the axes each grid takes
    /// @param shrinkage rows that the pull of each knot to 0 counts for
    /// @param smoothness rows that the pull of each three neighbours to a line counts for
    ResidualFit(List<double[]> knots, int[] grids, double shrinkage, double smoothness) {
        this.knots = knots;
        this.grids = grids;
        int nodes = 0;
        int corner = 0;
        for (int grid = 0, axis = 0; grid < grids.length; axis += grids[grid++]) {
            nodes += size(knots.subList(axis, axis + grids[grid]));
            corner += 1 << grids[grid];
        }
        this.size = nodes;
        this.corners = corner;
        this.shrinkage = shrinkage;
        this.smoothness = smoothness;
    }

    /// A knot at each value of a feature that takes few, such as the width of a head, whose values are kernels of their own; else evenly spaced knots
    /// from the least to the greatest, no denser than one per octave.
    ///
    /// @param most knots of each axis
    static List<double[]> axes(double[][] features, int... most) {
        List<double[]> axes = new ArrayList<>();
        for (int a = 0; a < most.length; a++) {
            int axis = a;
            double[] distinct = Arrays.stream(features).mapToDouble(f -> thousandths(f[axis])).distinct().sorted().toArray();
            if (distinct.length > 0 && distinct.length <= most[a]) {
                axes.add(distinct);
                continue;
            }
            double low = Arrays.stream(features).mapToDouble(f -> f[axis]).min().orElse(0);
            double high = Arrays.stream(features).mapToDouble(f -> f[axis]).max().orElse(0);
            int count = Math.clamp((int) Math.floor(high - low) + 1, 1, most[a]);
            double[] at = new double[count];
            for (int i = 0; i < count; i++) {
                at[i] = thousandths(count == 1 ? (low + high) / 2 : low + i * (high - low) / (count - 1));
            }
            axes.add(at);
        }
        return axes;
    }

    /// Thousandths of an octave: what the calibration file keeps.
    private static double thousandths(double octaves) {
        return Math.rint(1000 * octaves) / 1000;
    }

    /// @param features of each row, in octaves
    /// @param left ln(measured/law) of each row
    Residual fit(double[][] features, double[] left) {
        return fit(features, left, REWEIGHTINGS, off -> Math.abs(off) <= KNEE ? 1 : KNEE / Math.abs(off));
    }

    /// The value that `share` of the rows of a shape stay below: quantile regression (Koenker and Bassett 1978, doi 10.2307/1913643) by reweighting.
    ///
    /// @param features of each row, in octaves
    /// @param values of each row
    Residual quantile(double[][] features, double[] values, double share) {
        return fit(features, values, QUANTILE_REWEIGHTINGS, off -> (off > 0 ? share : 1 - share) / Math.max(Math.abs(off), NEAR));
    }

    private Residual fit(double[][] features, double[] left, int passes, DoubleUnaryOperator weight) {
        int[][] nodes = new int[left.length][corners];
        double[][] shares = new double[left.length][corners];
        for (int row = 0; row < left.length; row++) {
            corners(features[row], nodes[row], shares[row]);
        }
        double[] weights = new double[left.length];
        Arrays.fill(weights, 1);
        double[] values = new double[size];
        for (int pass = 0; pass < passes; pass++) {
            values = solve(nodes, shares, left, weights);
            for (int row = 0; row < left.length; row++) {
                double off = left[row];
                for (int c = 0; c < corners; c++) {
                    off -= shares[row][c] * values[nodes[row][c]];
                }
                weights[row] = weight.applyAsDouble(off);
            }
        }
        return new Residual(knots, grids, Arrays.stream(values).mapToInt(v -> (int) Math.rint(v / Residual.UNIT)).toArray());
    }

    private void corners(double[] features, int[] nodes, double[] shares) {
        int at = 0;
        int offset = 0;
        int first = 0;
        for (int axes : grids) {
            for (int c = 0; c < 1 << axes; c++) {
                int node = 0;
                double share = 1;
                for (int a = 0; a < axes; a++) {
                    double[] axis = knots.get(first + a);
                    int below = Residual.below(axis, features[first + a]);
                    double up = Residual.share(axis, below, features[first + a]);
                    boolean above = (c >> a & 1) == 1;
                    node = node * axis.length + (above ? Math.min(below + 1, axis.length - 1) : below);
                    share *= above ? up : 1 - up;
                }
                nodes[at] = offset + node;
                shares[at++] = share;
            }
            offset += size(knots.subList(first, first + axes));
            first += axes;
        }
    }

    private static int size(List<double[]> axes) {
        return axes.stream().mapToInt(a -> a.length).reduce(1, (a, b) -> a * b);
    }

    private double[] solve(int[][] nodes, double[][] shares, double[] left, double[] weights) {
        double[][] normal = new double[size][size];
        double[] right = new double[size];
        for (int row = 0; row < left.length; row++) {
            for (int c = 0; c < nodes[row].length; c++) {
                double weighted = weights[row] * shares[row][c];
                if (weighted != 0) {
                    right[nodes[row][c]] += weighted * left[row];
                    for (int d = 0; d < nodes[row].length; d++) {
                        normal[nodes[row][c]][nodes[row][d]] += weighted * shares[row][d];
                    }
                }
            }
        }
        for (int i = 0; i < size; i++) {
            normal[i][i] += shrinkage;
        }
        bend(normal);
        for (int i = 0; i < size; i++) {
            // The two halves were added up in different orders.
            for (int j = 0; j < i; j++) {
                normal[i][j] = normal[j][i];
            }
        }
        RealMatrix matrix = new Array2DRowRealMatrix(normal, false);
        return new CholeskyDecomposition(matrix).getSolver().solve(new ArrayRealVector(right, false)).toArray();
    }

    /// Adds the penalty of second differences along every axis; along an axis of two knots, of the first difference.
    private void bend(double[][] normal) {
        int offset = 0;
        int first = 0;
        for (int axes : grids) {
            List<double[]> own = knots.subList(first, first + axes);
            bend(normal, own, offset);
            offset += size(own);
            first += axes;
        }
    }

    private void bend(double[][] normal, List<double[]> axes, int offset) {
        int stride = size(axes);
        int end = offset + stride;
        for (double[] axis : axes) {
            int count = axis.length;
            stride /= count;
            for (int node = offset; node < end; node++) {
                int at = (node - offset) / stride % count;
                if (count > 2 && at + 2 < count) {
                    penalise(normal, new int[] {node, node + stride, node + 2 * stride}, new double[] {1, -2, 1});
                } else if (count == 2 && at == 0) {
                    penalise(normal, new int[] {node, node + stride}, new double[] {1, -1});
                }
            }
        }
    }

    private void penalise(double[][] normal, int[] nodes, double[] factors) {
        for (int i = 0; i < nodes.length; i++) {
            for (int j = 0; j < nodes.length; j++) {
                normal[nodes[i]][nodes[j]] += smoothness * factors[i] * factors[j];
            }
        }
    }
}
