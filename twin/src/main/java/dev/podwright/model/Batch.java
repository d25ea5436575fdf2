package dev.podwright.model;

/// The sequences one step works on, on one attention-data-parallel rank.
///
/// @param prefillSequences sequences whose prompt is processed
/// @param prefillTokens new tokens of each of them
/// @param prefillContext tokens each has when done: cached prefix + new
/// @param decodeSequences sequences that generate
/// @param decodeContext mean tokens in the cache of each, the new one counted
/// @param decodeQueries tokens each brings to the step: 1, or 1 + drafts when speculating
public record Batch(double prefillSequences, double prefillTokens, double prefillContext, double decodeSequences,
                    double decodeContext, int decodeQueries) {

    public static Batch prefill(double sequences, double tokens) {
        return new Batch(sequences, tokens, tokens, 0, 0, 1);
    }

    public static Batch decode(double sequences, double context) {
        return new Batch(0, 0, 0, sequences, context, 1);
    }

    /// Half of every kind of sequence.
    public Batch half() {
        return new Batch(prefillSequences / 2, prefillTokens, prefillContext, decodeSequences / 2, decodeContext, decodeQueries);
    }

    /// Tokens that pass the linear layers.
    public double tokens() {
        return prefillSequences * prefillTokens + decodeSequences * decodeQueries;
    }

    /// Sequences that need logits.
    public double sampled() {
        return prefillSequences + decodeSequences * decodeQueries;
    }
}
