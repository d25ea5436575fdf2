package dev.podwright.fabric;

import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import java.util.List;
import java.util.function.UnaryOperator;

/// A collective on a placed group, ready to be priced for any number of bytes.
///
/// @param ideal seconds per byte that no algorithm undercuts
/// @param residual what measurements add to the closed forms
/// @param state what becomes of a chosen algorithm on the network as it is: the library chooses as on a sound one
record Plan(List<Candidate> candidates, double ideal, Residual residual, UnaryOperator<Candidate> state) {
    /// One rank has nobody to talk to.
    static final Plan ALONE = new Plan(List.of(), 0);

    Plan {
        candidates = List.copyOf(candidates);
    }

    Plan(List<Candidate> candidates, double ideal) {
        this(candidates, ideal, Residual.NONE, UnaryOperator.identity());
    }

    Cost price(String name, double bytes) {
        if (candidates.isEmpty() || bytes == 0) {
            return Cost.leaf(name, 0, 0, Bound.LINK, Spread.NONE, candidates.isEmpty() ? "one rank" : "no bytes");
        }
        Candidate best = state.apply(best(bytes));
        double least = ideal * bytes;
        double seconds = Math.max(best.seconds(bytes) * residual.factor(bytes), least);
        Bound bound = best.perByte() * bytes > best.latency() ? Bound.LINK : Bound.LATENCY;
        return Cost.leaf(name, seconds, least, bound, residual.spread(bytes, best.spread()), best.why());
    }

    double seconds(double bytes) {
        return candidates.isEmpty() || bytes == 0 ? 0 : Math.max(state.apply(best(bytes)).seconds(bytes) * residual.factor(bytes), ideal * bytes);
    }

    /// The same on a network in some state.
    Plan under(UnaryOperator<Candidate> other) {
        return new Plan(candidates, ideal, residual, other);
    }

    /// What the library chooses.
    Candidate best(double bytes) {
        Candidate best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Candidate candidate : candidates) {
            if (candidate.allows(bytes)) {
                double seconds = candidate.seconds(bytes);
                if (seconds < least) {
                    least = seconds;
                    best = candidate;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("No algorithm allows %s bytes.".formatted(bytes));
        }
        return best;
    }
}
