package dev.podwright.calibration;

import java.util.Arrays;
import java.util.List;

/// What a time law leaves over, as a function of an operator's shape: the sum of a few small grids of log ratios over the logarithms
/// (base 2) of a few features, each interpolated linearly along every axis and constant beyond its ends. Several grids of three axes say more
/// with as many numbers than one of six.
///
public final class Residual {
    /// Nothing is left over.
    public static final Residual NONE = new Residual(List.of(), new int[] {0});
    /// Steps of a value: a tenth of a percent, far below the noise of measurements.
    public static final double UNIT = 1e-3;

    private final double[][] knots;
    private final int[] grids;
    private final Lazy<int[]> values;

    /// @param knots of each axis of each grid, ascending, in octaves; no axis at all means 0 everywhere
    /// @param grids how many of the axes each grid takes, in order
    /// @param values at the crossings, grid after grid, the last axis fastest; thousandths of ln(measured/law)
    public Residual(List<double[]> knots, int[] grids, int[] values) {
        this(knots, grids, Lazy.made(values));
        if (size(knots, grids) != values.length || values.length == 0) {
            throw new IllegalArgumentException("%d values stand on a grid of %d.".formatted(values.length, size(knots, grids)));
        }
    }

    /// @param values as many as [#size] says
    Residual(List<double[]> knots, int[] grids, Lazy<int[]> values) {
        this.knots = knots.toArray(double[][]::new);
        this.grids = grids;
        this.values = values;
        for (double[] axis : knots) {
            for (int i = 1; i < axis.length; i++) {
                if (!(axis[i] > axis[i - 1])) {
                    throw new IllegalArgumentException("The knots %s do not ascend.".formatted(Arrays.toString(axis)));
                }
            }
        }
    }

    /// How many crossings there are.
    static int size(List<double[]> knots, int[] grids) {
        if (Arrays.stream(grids).sum() != knots.size()) {
            throw new IllegalArgumentException("The grids %s do not take %d axes.".formatted(Arrays.toString(grids), knots.size()));
        }
        int size = 0;
        for (int grid = 0, axis = 0; grid < grids.length; axis += grids[grid++]) {
            int crossings = 1;
            for (double[] of : knots.subList(axis, axis + grids[grid])) {
                crossings *= of.length;
            }
            size += crossings;
        }
        return size;
    }

    /// A single grid.
    public Residual(List<double[]> knots, int[] values) {
        this(knots, new int[] {knots.size()}, values);
    }

    /// Whether nothing is left over at any shape.
    public boolean isEmpty() {
        return knots.length == 0;
    }

    List<double[]> knots() {
        return List.of(knots);
    }

    int[] grids() {
        return grids;
    }

    int[] values() {
        return values.get();
    }

    /// The log ratio at a shape.
    ///
    /// @param features in octaves, at least as many as there are axes
    public double at(double[] features) {
        int[] all = values.get();
        double sum = 0;
        int axis = 0;
        int offset = 0;
        for (int axes : grids) {
            sum += along(all, axis, axis + axes, offset, 0, features);
            int size = 1;
            for (int end = axis + axes; axis < end; axis++) {
                size *= knots[axis].length;
            }
            offset += size;
        }
        return UNIT * sum;
    }

    private double along(int[] all, int axis, int end, int offset, int before, double[] features) {
        if (axis == end) {
            return all[offset + before];
        }
        double[] at = knots[axis];
        int base = before * at.length;
        int below = below(at, features[axis]);
        double share = share(at, below, features[axis]);
        double low = along(all, axis + 1, end, offset, base + below, features);
        return share == 0 ? low : low + share * (along(all, axis + 1, end, offset, base + below + 1, features) - low);
    }

    /// The last knot not beyond `x`; the first where `x` lies before all.
    public static int below(double[] axis, double x) {
        int at = 0;
        while (at + 1 < axis.length && axis[at + 1] <= x) {
            at++;
        }
        return at;
    }

    /// How far `x` is on the way from the knot `below` to the next, in [0, 1); 0 beyond the ends.
    public static double share(double[] axis, int below, double x) {
        return below + 1 >= axis.length || x <= axis[below] ? 0 : (x - axis[below]) / (axis[below + 1] - axis[below]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Residual residual && Arrays.equals(values(), residual.values()) && Arrays.equals(grids, residual.grids)
                && Arrays.deepEquals(knots, residual.knots);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(knots);
    }
}
