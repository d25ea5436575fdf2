package dev.podwright.kernel;

import dev.podwright.model.Operator;

/// The shape of an operator as the [dev.podwright.calibration.Residual] of its class sees it: a few sizes in octaves, one for every axis of
/// every grid in the order of the grids, so a size that two grids share stands there twice.
public final class Features {
    private static final double[] NONE = {};

    private Features() {}

    public static double[] of(Operator operator) {
        return switch (operator) {
            case Operator.Gemm gemm when gemm.count() > 1 -> octaves(gemm.m(), gemm.count(), gemm.n() * gemm.k());
            case Operator.Gemm gemm -> octaves(gemm.m(), gemm.n(), gemm.k());
            case Operator.Experts experts ->
                    octaves(experts.pairs() / experts.activeExperts(), experts.activeExperts(), experts.inter());
            case Operator.PrefillAttention prefill -> prefill(prefill);
            case Operator.DecodeAttention decode -> decode(decode);
            case Operator.LatentDecode decode -> latentDecode(decode);
            case Operator.Cast _, Operator.Stream _ -> NONE;
        };
    }

    /// Heads count as much as sequences: each head of each sequence is a row of tiles. How many heads share keys, how wide they are and how far the
    /// window cuts the context choose other kernels and tiles.
    private static double[] prefill(Operator.PrefillAttention op) {
        double rows = op.batch() * op.heads();
        if (op.headDim() != op.valueDim()) {
            return octaves(op.tokens(), rows, op.tokens(), op.heads());
        }
        double shared = op.heads() / op.kvHeads();
        double cut = op.window() > 0 ? Math.max(1, op.context() / op.window()) : 1;
        return octaves(op.tokens(), rows, op.headDim(), op.tokens(), rows, shared, op.tokens(), op.headDim(), cut);
    }

    private static double[] decode(Operator.DecodeAttention op) {
        double items = op.batch() * op.kvHeads();
        double shared = op.heads() / op.kvHeads();
        return octaves(op.context(), items, op.headDim(), shared, op.context(), items, op.headDim(), shared, op.batch());
    }

    private static double[] latentDecode(Operator.LatentDecode op) {
        return octaves(op.context(), op.batch(), op.context(), op.heads(), op.batch(), op.heads());
    }

    private static double[] octaves(double... sizes) {
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.log(Math.max(sizes[i], Double.MIN_NORMAL)) / Math.log(2);
        }
        return sizes;
    }
}
