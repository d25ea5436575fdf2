package dev.podwright.survey;

import java.util.Arrays;

/// Single flows to their ends at max–min fair rates.
///
/// @param flows how many
/// @param bytes all together
/// @param tolerance on completion times; 0 = exact
/// @param ends seconds at which each ends, in the order of the flows
public record FlowTimes(int flows, double bytes, double tolerance, double[] ends) {

    /// Seconds until this share of the flows has ended; 0 = the first, 1 = all.
    public double quantile(double share) {
        double[] ordered = ends.clone();
        Arrays.sort(ordered);
        return ordered[Math.max(0, (int) Math.ceil(share * ordered.length) - 1)];
    }
}
