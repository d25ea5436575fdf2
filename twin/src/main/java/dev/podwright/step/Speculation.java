package dev.podwright.step;

/// Speculative decoding with the model's own draft layers (multi-token prediction, arXiv 2412.19437 section 2.2).
///
/// @param drafts tokens drafted per step
/// @param tokensPerStep tokens kept per step on average, the sure one counted: 1 .. drafts + 1
public record Speculation(int drafts, double tokensPerStep) {

    public static final Speculation NONE = new Speculation(0, 1);

    public Speculation {
        if (drafts < 0 || !(tokensPerStep >= 1 && tokensPerStep <= drafts + 1)) {
            throw new IllegalArgumentException("With %d drafts a step keeps 1 to %d tokens, not %s.".formatted(drafts, drafts + 1, tokensPerStep));
        }
    }
}
