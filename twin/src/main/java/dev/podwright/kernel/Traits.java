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
            case Operator.Experts op -> experts(op, cores);
            case Operator.PrefillAttention op -> prefill(op, cores);
            case Operator.DecodeAttention op -> decode(op, cores);
            case Operator.LatentDecode op -> new double[] {op.batch(), op.context(), op.heads(), op.batch() * op.context(), op.batch() * op.heads(),
                fill(op.batch(), cores), fill(op.heads(), TILE)};
            case Operator.Cast _, Operator.Stream _ -> NONE;
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
            counts[at++] = fill(tiles, cores);
        }
        return counts;
    }

    private static double[] prefill(Operator.PrefillAttention op, double cores) {
        double tiles = op.batch() * op.heads() * Math.ceil(op.tokens() / TILE);
        double shared = op.batch() * op.kvHeads() * Math.ceil(op.tokens() * op.heads() / op.kvHeads() / TILE);
        return new double[] {op.tokens(), op.batch(), op.heads(), op.kvHeads(), op.headDim(), op.context(), op.window() + 1, op.heads() / op.kvHeads(),
            op.batch() * op.heads(), op.batch() * op.kvHeads(), op.batch() * op.tokens(), op.batch() * op.heads() * op.tokens(), tiles,
            fill(tiles, cores), fill(shared, cores), op.window() > 0 ? op.context() / op.window() : TILE};
    }

    private static double[] decode(Operator.DecodeAttention op, double cores) {
        double items = op.batch() * op.kvHeads();
        return new double[] {op.batch(), op.context(), op.heads(), op.kvHeads(), op.headDim(), op.heads() / op.kvHeads(), items, op.batch() * op.heads(),
            op.batch() * op.context(), items * op.context(), fill(items, cores), op.queries()};
    }

    private static double[] experts(Operator.Experts op, double cores) {
        double each = op.pairs() / Math.max(op.activeExperts(), Double.MIN_NORMAL);
        double tiles = op.activeExperts() * Math.ceil(each / NARROW) * Math.ceil(op.inter() / TILE);
        return new double[] {op.pairs(), op.activeExperts(), op.localExperts(), op.hidden(), op.inter(), each, op.hidden() * op.inter(),
            op.activeExperts() * op.hidden() * op.inter(), op.pairs() * op.hidden(), op.pairs() * op.inter(), tiles, fill(tiles, cores)};
    }

    /// How full the last of `size / unit` pieces leave all of them together.
    private static double fill(double size, double unit) {
        return size > 0 && unit > 0 ? size / (unit * Math.ceil(size / unit)) : 1;
    }
}
