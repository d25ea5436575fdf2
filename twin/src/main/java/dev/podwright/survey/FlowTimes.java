package dev.podwright.survey;

import java.util.Arrays;
import java.util.Optional;

/// Single flows to their ends at max–min fair rates.
///
/// @param flows how many
/// @param bytes all together
/// @param tolerance on completion times; 0 = exact
/// @param ends seconds at which each ends, in the order of the flows
/// @param conditioned the same under the condition, where there is one
public record FlowTimes(int flows, double bytes, double tolerance, double[] ends, Optional<double[]> conditioned) {

    /// Seconds until this share of the flows has ended; 0 = the first, 1 = all.
    public static double quantile(double[] ends, double share) {
        double[] ordered = ends.clone();
        Arrays.sort(ordered);
        return ordered[Math.max(0, (int) Math.ceil(share * ordered.length) - 1)];
    }
}
