package dev.podwright.model;

import dev.podwright.units.Precision;

/// Work limited by memory traffic, of the kinds that stand between matrix products.
final class Streams {
    /// Square, sum, scale and weight of RMSNorm and the addition of the residual, per element.
    private static final double NORM_FLOPS = 5;
    /// Exponential, division and products of a gated activation, per element.
    private static final double ACTIVATION_FLOPS = 5;
    /// Two products and a sum per element turned.
    private static final double ROTARY_FLOPS = 3;

    private Streams() {}

    /// Residual addition and norm in one pass, as engines fuse them: reads the input and the residual, writes both.
    static Operator norm(String name, double tokens, double hidden, Precision wide) {
        double elements = tokens * hidden;
        return new Operator.Stream(name, 4 * elements * wide.bytes(), NORM_FLOPS * elements, wide);
    }

    /// Activation of an up product: `ups` inputs per output.
    static Operator activation(String name, double tokens, double inter, double ups, Precision wide) {
        double outputs = tokens * inter;
        return new Operator.Stream(name, (ups + 1) * outputs * wide.bytes(), ACTIVATION_FLOPS * outputs, wide);
    }

    /// Norm and rotation of q and k and the writing of `cached` numbers per token to the cache, in one pass.
    static Operator rotary(String name, double tokens, double turned, double cached, Precision kv, Precision wide) {
        double traffic = tokens * (2 * turned * wide.bytes() + cached * (wide.bytes() + kv.bytes()));
        return new Operator.Stream(name, traffic, tokens * turned * ROTARY_FLOPS, wide);
    }

    /// Reads and writes `elements`, two FLOPs each.
    static Operator pass(String name, double elements, Precision wide) {
        return new Operator.Stream(name, 2 * elements * wide.bytes(), 2 * elements, wide);
    }
}
