package dev.podwright.kernel;

import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Seeded operators of every kind, in formats that `chip` computes in.
final class Shapes {
    private final Random random;
    private final Precision compute;

    Shapes(long seed, Precision compute) {
        this.random = new Random(seed);
        this.compute = compute;
    }

    List<Operator> many(int rounds) {
        List<Operator> operators = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            operators.addAll(round());
        }
        return operators;
    }

    private List<Operator> round() {
        double kvHeads = log(1, 16);
        double heads = kvHeads * log(1, 16);
        double tokens = log(1, 20000);
        Precision kv = random.nextBoolean() ? compute : Precision.FP8;
        return List.of(
                new Operator.Gemm("gemm", 1, log(1, 60000), log(16, 60000), log(16, 60000), weights(), compute, Precision.BF16),
                new Operator.Gemm("batched", log(2, 128), log(1, 4096), log(64, 1024), log(64, 1024), weights(), compute, Precision.BF16),
                new Operator.Experts("experts", log(1, 100000), log(1, 64), 64, log(1024, 8192), log(256, 8192), random.nextBoolean(),
                        weights(), compute),
                new Operator.PrefillAttention("prefill", log(1, 64), tokens, tokens + random.nextInt(9000), heads, kvHeads, 128, 128,
                        random.nextBoolean() ? 0 : 1024, kv, compute),
                new Operator.PrefillAttention("latent prefill", log(1, 64), tokens, tokens, heads, heads, 192, 128, 0, kv, compute),
                new Operator.DecodeAttention("decode", log(1, 1024), 1, log(1, 100000), heads, kvHeads, 128, 128, kv, compute),
                new Operator.LatentDecode("latent decode", log(1, 1024), 1, log(1, 100000), heads, 512, 64, kv, compute),
                new Operator.Stream("stream", log(1000, 1000000000), log(1, 1000000000), compute));
    }

    private Precision weights() {
        return random.nextBoolean() ? compute : Precision.INT4;
    }

    /// A whole number between the ends, even in its logarithm.
    private double log(double low, double high) {
        return Math.rint(low * Math.pow(high / low, random.nextDouble()));
    }
}
