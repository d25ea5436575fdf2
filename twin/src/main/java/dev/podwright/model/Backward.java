package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;

/// Gradients of forward operators.
final class Backward {
    /// An elementwise operator reads x and writes y; its gradient reads dy and x and writes dx.
    private static final double STREAM_PASSES = 1.5;
    private static final double STREAM_FLOPS = 2;

    private Backward() {}

    static List<Operator> of(Operator forward) {
        return switch (forward) {
            case Operator.Gemm g -> List.of(
                    new Operator.Gemm(g.name() + ".dgrad", g.count(), g.m(), g.k(), g.n(), g.weights(), g.compute(), g.output()),
                    new Operator.Gemm(g.name() + ".wgrad", g.count(), g.k(), g.n(), g.m(), g.compute(), g.compute(), g.output()));
            case Operator.Experts e -> List.of(experts(e, ".dgrad"), experts(e, ".wgrad"));
            case Operator.PrefillAttention p -> List.of(attention(p));
            case Operator.Cast c -> List.of(new Operator.Cast(c.name() + ".backward", c.elements(), c.from(), c.to()));
            case Operator.Stream s -> List.of(
                    new Operator.Stream(s.name() + ".backward", STREAM_PASSES * s.traffic(), STREAM_FLOPS * s.arithmetic(), s.compute()));
            case Operator.DecodeAttention d -> throw untrained(d);
            case Operator.LatentDecode d -> throw untrained(d);
        };
    }

    /// The sum over micro-batches of the gradient of a product's weights: read and written. Empty for operators without weights.
    static Optional<Operator> accumulation(Operator forward, Precision sum) {
        return switch (forward) {
            case Operator.Gemm g -> Optional.of(accumulation(g.name(), g.count() * g.k() * g.n(), sum));
            case Operator.Experts e -> Optional.of(accumulation(e.name(), e.localExperts() * (e.gated() ? 3 : 2) * e.hidden() * e.inter(), sum));
            case Operator.PrefillAttention _, Operator.DecodeAttention _, Operator.LatentDecode _, Operator.Stream _, Operator.Cast _ -> Optional.empty();
        };
    }

    private static Operator accumulation(String name, double weights, Precision sum) {
        return new Operator.Stream(name + ".wgrad.accumulate", 2 * weights * sum.bytes(), weights, sum);
    }

    /// Each gradient costs as many products as the forward pass.
    private static Operator experts(Operator.Experts e, String suffix) {
        return new Operator.Experts(e.name() + suffix, e.pairs(), e.routed(), e.activeExperts(), e.localExperts(), e.hidden(), e.inter(),
                e.gated(), e.weights(), e.compute());
    }

    /// FlashAttention-2 (arXiv 2307.08691, section 2.3) computes five products where the forward pass has two: q k^T again,
    /// dO v^T, P^T dO, dS k, dS^T q: three of key width, two of value width. The same shape, that many times.
    private static Operator attention(Operator.PrefillAttention p) {
        double times = (3 * p.headDim() + 2 * p.valueDim()) / (p.headDim() + p.valueDim());
        return new Operator.PrefillAttention(p.name() + ".backward", p.batch() * times, p.tokens(), p.context(), p.heads(),
                p.kvHeads(), p.headDim(), p.valueDim(), p.window(), p.kv(), p.compute());
    }

    private static IllegalArgumentException untrained(Operator operator) {
        return new IllegalArgumentException("The operator (%s) decodes; it has no backward pass.".formatted(operator));
    }
}
