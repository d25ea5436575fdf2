package dev.podwright.plan;

import dev.podwright.scenario.Target;
import java.util.List;
import java.util.Optional;

/// The best that one pod can do.
///
/// @param target the pod as asked for
/// @param site the pod with as many chips as the search may use
/// @param best the winner, if anything meets the demand
/// @param runnersUp the next best, at most three
/// @param rejections what is out, one summary per constraint
/// @param nearest if nothing meets the demand: for each role that no layout fills, the one that misses least
/// @param candidates how many layouts of a replica or pool were looked at
/// @param strain what the condition of the fabric costs, where it is not as built and something meets the demand
public record PodPlan(Target target, Site site, Optional<Option> best, List<Option> runnersUp, List<Rejection.Summary> rejections,
                      List<Rejection> nearest, int candidates, Optional<Strain> strain) {

    public PodPlan {
        runnersUp = List.copyOf(runnersUp);
        rejections = List.copyOf(rejections);
        nearest = List.copyOf(nearest);
    }

    PodPlan with(Strain other) {
        return new PodPlan(target, site, best, runnersUp, rejections, nearest, candidates, Optional.of(other));
    }
}
