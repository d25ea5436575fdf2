package dev.podwright.validation;

import dev.podwright.calibration.OperatorClass;
import dev.podwright.calibration.Residual;
import java.util.Arrays;

/// How fine the residual grids of a class of operators are, and how strongly they are held back. The numbers were chosen by the error
/// of held-out groups over all tables of the class (docs/modelling-kernels.md).
///
/// @param knots most knots of each axis of each grid, in the order of [dev.podwright.kernel.Features]
/// @param shrinkage see [ResidualFit]
/// @param smoothness see [ResidualFit]
record Grids(int[][] knots, double shrinkage, double smoothness) {
    /// Errors are scaled on a coarse grid: they need many rows each.
    private static final int SCALE_KNOTS = 3;
    private static final double SCALE_SHRINKAGE = 5;
    private static final double SCALE_SMOOTHNESS = 20;
    private static final int TAIL_KNOTS = 4;
    /// The fewer rows a table has, the harder its tails are held back: by this over their number.
    private static final double TAIL_HOLD = 2500;
    /// The quantile of errors that counts as large.
    private static final double LARGE = 0.8;
    /// Rows from which a table shows where its large errors are.
    private static final int LONG_TABLE = 500;
    /// Attention repeats within a few percent, so its grids are held back less.
    private static final double LOOSE = 0.3;
    private static final double FLEXIBLE = 0.1;
    /// Errors below this are as good as none: their logarithm would pull the scale to nothing.
    private static final double LEAST_ERROR = 0.005;

    Grids(int[] knots, double shrinkage, double smoothness) {
        this(new int[][] {knots}, shrinkage, smoothness);
    }

    static Grids of(OperatorClass kind) {
        return switch (kind) {
            case GEMM -> new Grids(new int[] {5, 3, 3}, 1, 1);
            case BATCHED_GEMM -> new Grids(new int[] {5, 3, 2}, 1, 1);
            case PREFILL_ATTENTION -> new Grids(new int[][] {{7, 6, 5}, {5, 4, 3}, {4, 5, 4}}, LOOSE, FLEXIBLE);
            case DECODE_ATTENTION -> new Grids(new int[][] {{7, 6, 5}, {6, 4, 4}, {5, 3, 4}}, LOOSE, FLEXIBLE);
            case LATENT_PREFILL -> new Grids(new int[][] {{8, 7}, {5, 4}}, LOOSE, FLEXIBLE);
            case LATENT_DECODE -> new Grids(new int[][] {{12, 7}, {6, 5}, {5, 4}}, LOOSE, LOOSE);
            case EXPERTS -> new Grids(new int[] {8, 4, 3}, 1, 1);
            case STREAM -> new Grids(new int[0], 1, 1);
        };
    }

    /// @param left ln(measured/law) of each row
    Residual residual(double[][] features, double[] left) {
        return new ResidualFit(ResidualFit.axes(features, Arrays.stream(knots).flatMapToInt(Arrays::stream).toArray()),
                Arrays.stream(knots).mapToInt(axes -> axes.length).toArray(), shrinkage, smoothness).fit(features, left);
    }

    /// How errors grow and shrink with the shape: a smooth grid through the logarithms of their sizes, centred on their mean.
    ///
    /// @param errors ln(measured/predicted) of rows that took no part in the fit
    Residual scale(double[][] features, double[] errors) {
        double[] sizes = Arrays.stream(errors).map(e -> Math.log(Math.max(Math.abs(e), LEAST_ERROR))).toArray();
        if (knots.length > 1 && errors.length >= LONG_TABLE) {
            return tails(features, sizes);
        }
        double mean = Arrays.stream(sizes).average().orElse(0);
        int[] coarse = Arrays.stream(knots[0]).map(k -> Math.min(k, SCALE_KNOTS)).toArray();
        return new ResidualFit(ResidualFit.axes(features, coarse), SCALE_SHRINKAGE, SCALE_SMOOTHNESS)
                .fit(features, Arrays.stream(sizes).map(s -> s - mean).toArray());
    }

    /// Where a class has several grids, so have its errors. What an interval needs is how far the large errors of a shape reach, so a high
    /// quantile is followed.
    private Residual tails(double[][] features, double[] sizes) {
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        double hold = TAIL_HOLD / sizes.length;
        double usual = Errors.quantile(sorted, LARGE);
        int[] coarse = Arrays.stream(knots).flatMapToInt(Arrays::stream).map(k -> Math.min(k, TAIL_KNOTS)).toArray();
        return new ResidualFit(ResidualFit.axes(features, coarse), Arrays.stream(knots).mapToInt(axes -> axes.length).toArray(), hold, hold)
                .quantile(features, Arrays.stream(sizes).map(s -> s - usual).toArray(), LARGE);
    }
}
