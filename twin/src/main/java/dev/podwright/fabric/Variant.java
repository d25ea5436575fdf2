package dev.podwright.fabric;

/// Variants of an operation that are calibrated apart: the suffix of the operation's name in a fit.
final class Variant {
    /// The library's ring, mesh or direct exchange inside one scale-up fabric.
    static final String BASE = "";
    /// What crossing the scale-out network adds: its efficiency, seconds per step between nodes, extra launch.
    static final String NETWORK = ".network";
    /// Sums inside the switch.
    static final String IN_SWITCH = ".nvls";
    /// HCCL's vector-core kernels for short messages.
    static final String SMALL = ".small";
    /// The one-shot kernels that serving engines run instead of the library for short messages.
    static final String ONE_SHOT = ".one_shot";
    /// The two-shot kernels of serving engines.
    static final String TWO_SHOT = ".two_shot";
    /// Expert exchange for decoding: a token goes out once per expert, without counting first.
    static final String LOW_LATENCY = ".low_latency";

    /// Expert exchange by direct writes across a rack-scale switch, as TensorRT-LLM does it.
    static final String RACK = ".rack";

    static final String AT_RANKS = "@";

    private Variant() {}

    /// A fit that holds for one number of ranks: host bridges share unlike any closed form.
    static String ranks(String operation, int ranks) {
        return operation + AT_RANKS + ranks;
    }
}
