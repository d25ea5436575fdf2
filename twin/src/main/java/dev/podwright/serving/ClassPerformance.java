package dev.podwright.serving;

import dev.podwright.units.Interval;
import dev.podwright.workload.RequestClass;

/// What requests of one class get in steady state; means over them. They share the steps of all others, and so TPOT.
///
/// @param ttft seconds to the first token
/// @param timeShare share of the busy time of the ranks that goes to them
public record ClassPerformance(RequestClass requests, Interval ttft, double timeShare) {

    public ClassPerformance {
        // Shares that add up may exceed 1 by the last digit.
        timeShare = Math.min(1, timeShare);
    }
}
