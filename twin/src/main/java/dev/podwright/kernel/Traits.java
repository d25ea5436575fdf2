package dev.podwright.kernel;

import dev.podwright.model.Operator;

/// Plain counts of an operator's shape, as the [dev.podwright.calibration.Forest] of its class asks for them: sizes, their products, tiles of
/// the shapes that libraries cut a product into, and how full the last tiles are. A library chooses its kernel by such counts, and a
/// tile too many is another wave. All are positive.
public final class Traits {
    private static final double[] NONE = {};
    /// Rows and columns of the tiles of matrix kernels (CUTLASS and cuBLAS name theirs 64x64, 128x128, 128x256, 256x128, 64x256).
    private static final double[][] TILES = {{64, 64}, {128, 128}, {128, 256}, {256, 128}, {64, 256}};
    private static final double NARROW = 64;
    private static final double TILE = 128;
    private static final double WIDE = 256;

    private Traits() {}

    /// @param cores matrix cores of the chip, 0 if not known
    public static double[] of(Operator operator, double cores) {
        return switch (operator) {
            case Operator.Gemm gemm -> gemm(gemm.count(), gemm.m(), gemm.n(), gemm.k(), cores);
            case Operator.Experts experts -> experts(experts, cores);
            case Operator.PrefillAttention _, Operator.DecodeAttention _, Operator.LatentDecode _, Operator.Cast _,
                    Operator.Stream _ -> NONE;
        };
    }

    /// Rows per expert and the width of its inner product pick the tiles, the pairs of other ranks the sorting, the weights the traffic.
    private static double[] experts(Operator.Experts op, double cores) {
        double rows = op.pairs() / op.activeExperts();
        double tiles = op.activeExperts() * Math.ceil(rows / TILE) * Math.ceil(op.inter() / TILE);
        return new double[] {
            rows, op.activeExperts(), op.inter(), op.hidden(), op.pairs(), op.routed(), op.routed() / op.pairs(), op.localExperts(),
            op.pairs() * op.inter(), op.activeExperts() * op.inter(), op.activeExperts() * op.inter() * op.hidden(), fill(op.inter(), TILE),
            tiles, cores > 0 ? fill(tiles, cores) : 1, op.gated() ? 2 : 1
        };
    }

    private static double[] gemm(double count, double m, double n, double k, double cores) {
        double[] counts = new double[11 + 2 * TILES.length];
        counts[0] = m;
        counts[1] = n;
        counts[2] = k;
        counts[3] = m * n;
        counts[4] = n * k;
        counts[5] = m * k;
        counts[6] = m * n * k;
        counts[7] = fill(m, NARROW);
        counts[8] = fill(m, TILE);
        counts[9] = fill(n, WIDE);
        counts[10] = count;
        int at = 11;
        for (double[] tile : TILES) {
            double tiles = count * Math.ceil(m / tile[0]) * Math.ceil(n / tile[1]);
            counts[at++] = tiles;
            counts[at++] = cores > 0 ? fill(tiles, cores) : 1;
        }
        return counts;
    }

    /// How full the last of `size / unit` pieces leave all of them together.
    private static double fill(double size, double unit) {
        return size / (unit * Math.ceil(size / unit));
    }
}
