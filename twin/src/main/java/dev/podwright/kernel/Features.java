package dev.podwright.kernel;

import dev.podwright.model.Operator;

/// The shape of an operator as the [dev.podwright.calibration.Residual] of its class sees it: a few sizes in octaves.
public final class Features {
    private static final double[] NONE = {};

    private Features() {}

    public static double[] of(Operator operator) {
        return switch (operator) {
            case Operator.Gemm gemm when gemm.count() > 1 -> octaves(gemm.m(), gemm.count(), gemm.n() * gemm.k());
            case Operator.Gemm gemm -> octaves(gemm.m(), gemm.n(), gemm.k());
            case Operator.Experts experts ->
                    octaves(experts.pairs() / experts.activeExperts(), experts.activeExperts(), experts.inter());
            case Operator.PrefillAttention prefill ->
                    octaves(prefill.tokens(), prefill.batch() * prefill.heads(), prefill.heads() / prefill.kvHeads());
            case Operator.DecodeAttention decode ->
                    octaves(decode.context(), decode.batch(), decode.kvHeads(), decode.heads() / decode.kvHeads());
            case Operator.LatentDecode decode -> octaves(decode.context(), decode.batch(), decode.heads());
            case Operator.Cast _, Operator.Stream _ -> NONE;
        };
    }

    private static double[] octaves(double... sizes) {
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.log(Math.max(sizes[i], Double.MIN_NORMAL)) / Math.log(2);
        }
        return sizes;
    }
}
