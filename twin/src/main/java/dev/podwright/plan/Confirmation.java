package dev.podwright.plan;

import dev.podwright.simulation.Statistics;
import java.util.Optional;

/// What a deployment of a plan does under requests that come one by one.
public sealed interface Confirmation {

    /// @param statistics of a run from an empty start
    /// @param holds whether the means keep the limits, as the plan says of steady arrivals, and every request was served
    /// @param enough where it does not hold: the nearest larger one that does, if there is one
    record Simulated(Statistics statistics, boolean holds, Optional<Larger> enough) implements Confirmation {

        /// Share of all requests that were served within the limits.
        public double within() {
            return statistics.all().arrived() == 0 ? 0 : statistics.all().good() / (double) statistics.all().arrived();
        }
    }

    /// @param why nothing could be simulated, in a sentence
    record Refused(String why) implements Confirmation {}

    /// More replicas of the same layouts.
    ///
    /// @param chips chips as sold that it occupies
    record Larger(Deployment deployment, int chips) {}
}
