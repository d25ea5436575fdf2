package dev.podwright.step;

import dev.podwright.layout.ServingLayout;
import dev.podwright.model.FeedForward;

/// How a replica whose experts are spread over ranks runs its steps.
///
/// @param skew how unevenly the router loads experts
/// @param redundant places for copies of loaded experts, over all ranks
/// @param twoBatches whether a step runs as two halves, the exchanges of one hidden behind the computation of the other (DeepSeek-V3,
///     arXiv 2412.19437, section 3.4; CloudMatrix-Infer, arXiv 2506.12708, section 4.2.3; SGLang's `--enable-two-batch-overlap`)
public record ExpertConduct(RoutingSkew skew, int redundant, boolean twoBatches) {

    /// Even load, no copies, exchanges in the open.
    public static final ExpertConduct PLAIN = new ExpertConduct(RoutingSkew.EVEN, 0, false);

    public ExpertConduct {
        if (redundant < 0) {
            throw new IllegalArgumentException("%d places for copies of experts.".formatted(redundant));
        }
    }

    public ExpertConduct withTwoBatches(boolean two) {
        return new ExpertConduct(skew, redundant, two);
    }

    /// Pairs of token and expert on the most loaded rank over the mean; 1 where every rank holds a slice of every expert.
    double imbalance(FeedForward.Mixture mixture, ServingLayout layout) {
        return layout.experts() == 1 ? 1 : skew.imbalance(mixture.experts(), mixture.active(), layout.experts(), redundant);
    }
}
