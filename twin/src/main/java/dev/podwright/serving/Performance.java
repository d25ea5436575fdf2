package dev.podwright.serving;

import dev.podwright.units.Interval;

/// What one replica (or a pair of pools) does in steady state; means over requests.
///
/// @param inFlight requests in the replica, waiting ones counted
/// @param ttft seconds to the first token
/// @param tpot seconds per output token after the first
/// @param requestsPerSecond finished requests per second
/// @param prefillShare share of time spent on prompts by ranks that also decode; 0 for separate pools
public record Performance(double inFlight, Interval ttft, Interval tpot, Interval requestsPerSecond, double prefillShare) {}
