package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.List;

/// Operators of a vision tower on one rank.
final class VisionOperators {
    private VisionOperators() {}

    static List<Operator> of(VisionTower t, int images, int pixelsWide, int pixelsHigh, Precision precision) {
        double wide = patches(pixelsWide, t);
        double high = patches(pixelsHigh, t);
        // An image scaled to a budget has the patches of the budget, whatever its shape; no such tower has windows.
        double perImage = t.budget() > 0 ? (double) t.budget() * t.merge() * t.merge() : wide * high;
        double tokens = images * perImage;
        Linears ops = new Linears(new Quantization(precision, precision, precision));
        ops.linear("vision.patches", tokens, t.hidden(), VisionShapes.patchInputs(t));
        double seen = t.window() > 0 ? Math.min(t.window(), wide) * Math.min(t.window(), high) : perImage;
        for (int i = 0; i < t.layers(); i++) {
            layer(t, tokens, i < t.fullLayers() ? perImage : seen, precision).forEach(ops::add);
        }
        double merged = tokens / (t.merge() * t.merge());
        double width = VisionShapes.merged(t);
        for (int i = 0; i < t.mergers(); i++) {
            ops.linear("vision.merge_up", merged, width, width);
            ops.linear("vision.merge_down", merged, t.output() > 0 ? t.output() : width, width);
        }
        return ops.done();
    }

    /// Patches of one side, filled up to whole tokens.
    private static double patches(int pixels, VisionTower t) {
        return (double) t.units(pixels) * t.merge();
    }

    /// Attention is not causal: `seen` patches see each other, as many FLOPs as a decode step of `seen` queries.
    private static List<Operator> layer(VisionTower t, double tokens, double seen, Precision precision) {
        double h = t.hidden();
        double headDim = h / t.heads();
        Linears ops = new Linears(new Quantization(precision, precision, precision));
        ops.add(Streams.norm("vision.norm", tokens, h, precision));
        ops.linear("vision.qkv", tokens, 3 * h, h);
        ops.add(fullAttention(tokens / seen, seen, t.heads(), headDim, precision));
        ops.linear("vision.output", tokens, h, h);
        ops.add(Streams.norm("vision.norm", tokens, h, precision));
        double ups = t.gated() ? 2 : 1;
        ops.linear("vision.up", tokens, ups * t.inter(), h);
        ops.add(Streams.activation("vision.activation", tokens, t.inter(), ups, precision));
        ops.linear("vision.down", tokens, h, t.inter());
        return ops.done();
    }

    /// A causal operator whose new tokens are as many as give every pair: `2 s / (s + 1)` batches of s tokens.
    private static Operator fullAttention(double batch, double s, double heads, double headDim, Precision wide) {
        double pairsPerCausalPair = 2 * s / (s + 1);
        return new Operator.PrefillAttention("vision.core", batch * pairsPerCausalPair, s, s, heads, heads, headDim, headDim, 0, wide, wide);
    }
}
