package dev.podwright.model;

import dev.podwright.units.Precision;

/// One operator on one rank, with shapes already divided by the split. Token counts are doubles: expectations are
/// priced too. `flops` counts multiply and add as two; `bytes` is the least traffic to memory (weights once,
/// activations in and out, cache once).
public sealed interface Operator {

    String name();

    double flops();

    double bytes();

    /// What the matrix units compute in.
    Precision compute();

    /// `count` independent products (m x k)(k x n), launched as one kernel when `count` is above 1.
    record Gemm(String name, double count, double m, double n, double k, Precision weights, Precision compute, Precision output)
            implements Operator {
        @Override
        public double flops() {
            return 2 * count * m * n * k;
        }

        @Override
        public double bytes() {
            return count * (n * k * weights.bytes() + m * k * compute.bytes() + m * n * output.bytes());
        }
    }

    /// Routed experts of one rank: up, gate and down products, activation included, communication not.
    ///
    /// @param pairs token-expert pairs on this rank
    /// @param routed pairs that the kernel sorts, pads and sums up, its own among them: `pairs` where only they were sent to the rank,
    ///     all of the expert-parallel group where every rank holds every token
    /// @param activeExperts expected number of distinct local experts that get a token
    /// @param localExperts experts whose weights this rank holds
    /// @param inter width of one expert on this rank
    record Experts(String name, double pairs, double routed, double activeExperts, double localExperts, double hidden, double inter,
                   boolean gated, Precision weights, Precision compute) implements Operator {
        /// Experts that were sent nothing but their own pairs.
        public Experts(String name, double pairs, double activeExperts, double localExperts, double hidden, double inter,
                       boolean gated, Precision weights, Precision compute) {
            this(name, pairs, pairs, activeExperts, localExperts, hidden, inter, gated, weights, compute);
        }

        @Override
        public double flops() {
            return 2 * matrices() * pairs * hidden * inter;
        }

        @Override
        public double bytes() {
            return activeExperts * matrices() * hidden * inter * weights.bytes()
                    + pairs * (2 * hidden + 2 * inter) * Precision.BF16.bytes();
        }

        private double matrices() {
            return gated ? 3 : 2;
        }
    }

    /// Causal attention of new tokens over their context (prefix included).
    ///
    /// @param context tokens of each sequence when done; the last `tokens` of them are new
    /// @param window 0 = full
    record PrefillAttention(String name, double batch, double tokens, double context, double heads, double kvHeads,
                            double headDim, double valueDim, double window, Precision kv, Precision compute)
            implements Operator {
        @Override
        public double flops() {
            return 2 * batch * heads * (headDim + valueDim) * pairs();
        }

        @Override
        public double bytes() {
            double seen = window > 0 ? Math.min(context, window + tokens) : context;
            return batch * (tokens * heads * (headDim + valueDim) * compute.bytes()
                    + seen * kvHeads * (headDim + valueDim) * kv.bytes());
        }

        /// Query-key pairs of one sequence that the causal mask and the window leave.
        private double pairs() {
            double before = context - tokens;
            if (window <= 0 || context <= window) {
                return tokens * before + tokens * (tokens + 1) / 2;
            }
            double ramp = Math.max(0, Math.min(tokens, window - before));
            return ramp * before + ramp * (ramp + 1) / 2 + (tokens - ramp) * window;
        }
    }

    /// Attention of a few query tokens per sequence over the cache.
    ///
    /// @param context mean tokens in the cache per sequence, already cut to the window
    record DecodeAttention(String name, double batch, double queries, double context, double heads, double kvHeads,
                           double headDim, double valueDim, Precision kv, Precision compute) implements Operator {
        @Override
        public double flops() {
            return 2 * batch * queries * heads * context * (headDim + valueDim);
        }

        @Override
        public double bytes() {
            return batch * (context * kvHeads * (headDim + valueDim) * kv.bytes()
                    + queries * heads * (headDim + valueDim) * compute.bytes());
        }
    }

    /// Multi-head latent attention in absorbed form (decode): all heads share one latent of `latent + rope` per token.
    record LatentDecode(String name, double batch, double queries, double context, double heads, double latent, double rope,
                        Precision kv, Precision compute) implements Operator {
        @Override
        public double flops() {
            return 2 * batch * queries * heads * context * (2 * latent + rope);
        }

        @Override
        public double bytes() {
            return batch * (context * (latent + rope) * kv.bytes() + queries * heads * (2 * latent + rope) * compute.bytes());
        }
    }

    /// Work limited by memory traffic: norms, activations, rotary embedding, residuals, routing, state updates.
    record Stream(String name, double traffic, double arithmetic, Precision compute) implements Operator {
        @Override
        public double flops() {
            return arithmetic;
        }

        @Override
        public double bytes() {
            return traffic;
        }
    }

    /// The input of a quantised product read in one format and written in a narrower one, scales not counted. Kernels that
    /// quantise their own input do not need it.
    record Cast(String name, double elements, Precision from, Precision to) implements Operator {
        @Override
        public double flops() {
            return elements;
        }

        @Override
        public double bytes() {
            return elements * (from.bytes() + to.bytes());
        }

        @Override
        public Precision compute() {
            return from;
        }
    }
}
