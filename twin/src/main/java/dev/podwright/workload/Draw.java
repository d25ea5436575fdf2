package dev.podwright.workload;

import java.util.Optional;

/// How the lengths of single requests of a kind are drawn.
///
/// @param text tokens of the prompt without images; empty where only the mean is known
/// @param answer tokens of the answer; likewise
/// @param imageTokens prompt tokens of one image
/// @param context tokens that the model takes, to which what a law draws is cut; 0 = no limit
public record Draw(Optional<LengthSpread> text, Optional<LengthSpread> answer, int imageTokens, long context) {
    /// Only means are known.
    public static final Draw MEANS = new Draw(Optional.empty(), Optional.empty(), 0, 0);
}
