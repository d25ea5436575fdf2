package dev.podwright.model;

import dev.podwright.units.Precision;

/// How many keys a query sees.
final class Sight {
    private Sight() {}

    /// Mean over the last `tokens` of `context` causal queries that see at most `window` keys (0 = all).
    static double mean(double tokens, double context, double window) {
        Operator.PrefillAttention one = new Operator.PrefillAttention("", 1, tokens, context, 1, 1, 1, 0, window,
                Precision.BF16, Precision.BF16);
        return one.flops() / (2 * tokens);
    }

    /// Keys of compressed attention that the last of `context` tokens sees: window and pooled entries.
    static double last(Attention.Compressed c, double context) {
        double entries = c.entries(context);
        return Math.min(c.window(), context) + c.indexer().map(i -> Math.min(i.topk(), entries)).orElse(entries);
    }

    /// The same in the mean over the last `tokens` of `context`.
    static double mean(Attention.Compressed c, double tokens, double context) {
        double window = mean(tokens, context, c.window());
        if (c.ratio() == 0) {
            return window;
        }
        double reach = c.indexer().map(i -> (double) i.topk() * c.ratio()).orElse(0.0);
        return window + mean(tokens, context, reach) / c.ratio();
    }
}
