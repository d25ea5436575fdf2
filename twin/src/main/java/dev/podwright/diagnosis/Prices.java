package dev.podwright.diagnosis;

import dev.podwright.repricing.Recognised;
import dev.podwright.repricing.RepricedUse;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Spread;
import dev.podwright.units.Tie;

/// Prices of uses as leaves of cost trees, so that their errors add up as elsewhere.
final class Prices {
    /// Keeps logarithms finite where a price reaches down to nothing.
    private static final double NEVER = 1e-12;

    private Prices() {}

    /// The predicted part of `seconds` of a use that has a price: so many runs of one task, since errors of one shape go together however often it runs.
    static Cost leaf(RankView rank, int use, double seconds) {
        Interval ratio = rank.ratio(use).orElseThrow();
        double value = Math.max(ratio.value(), NEVER);
        Spread spread = new Spread(Math.log(Math.max(ratio.low(), NEVER) / value), Math.log(Math.max(ratio.high(), NEVER) / value)).tied(tie(rank, use));
        RepricedUse priced = rank.priced(use);
        double each = priced.onSource().orElseThrow().value() / Math.max(1, priced.use().count());
        if (each <= 0) {
            return Cost.leaf(rank.use(use).kernel(), seconds * value, 0, Bound.MIXED, spread, priced.why());
        }
        return Cost.leaf(rank.use(use).kernel(), each, 0, Bound.MIXED, spread, priced.why()).repeated(seconds * value / each);
    }

    private static Tie tie(RankView rank, int use) {
        if (rank.priced(use).recognised() instanceof Recognised.Computed computed && !computed.operators().isEmpty()) {
            return rank.repriced().source().price(computed.operators().getFirst()).map(c -> c.spread().tie()).orElse(Tie.SOURCE);
        }
        return Tie.SOURCE;
    }
}
