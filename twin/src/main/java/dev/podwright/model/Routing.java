package dev.podwright.model;

/// What the router sends to the experts of one rank in one step.
///
/// @param groupTokens tokens that all ranks of the expert-parallel group route together
/// @param imbalance token-expert pairs on the hottest rank over the mean, at least 1
public record Routing(double groupTokens, double imbalance) {

    public Routing {
        if (!(groupTokens >= 0) || !(imbalance >= 1)) {
            throw new IllegalArgumentException(
                    "A routing needs tokens of at least 0 (%s) and an imbalance of at least 1 (%s).".formatted(groupTokens, imbalance));
        }
    }

    /// Every rank gets the same number of pairs.
    public static Routing balanced(double groupTokens) {
        return new Routing(groupTokens, 1);
    }

    /// Token-expert pairs on the hottest rank when the experts are divided by `split`.
    double pairs(FeedForward.Mixture mixture, Split split) {
        return groupTokens * mixture.activeExperts() / split.experts() * Math.min(imbalance, split.experts());
    }

    /// Expected number of distinct experts of one rank that get a token, each token choosing `active` of all experts
    /// uniformly: `local (1 - (1 - active / experts)^tokens)`.
    double distinct(FeedForward.Mixture mixture, Split split) {
        if (groupTokens == 0) {
            return 0;
        }
        double chosen = (double) mixture.active() / (mixture.experts() + mixture.identities());
        return localExperts(mixture, split) * -Math.expm1(groupTokens * Math.log1p(-chosen));
    }

    static int localExperts(FeedForward.Mixture mixture, Split split) {
        return Math.ceilDiv(mixture.experts(), split.experts());
    }
}
