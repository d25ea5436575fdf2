package dev.podwright.serving;

/// A steady state without its intervals, for searches that only compare.
///
/// @param inFlight requests in the replica, waiting ones counted
/// @param ttft seconds to the first token
/// @param tpot seconds per output token after the first
/// @param requestsPerSecond finished requests per second
/// @param prefillShare share of time spent on prompts
public record Means(double inFlight, double ttft, double tpot, double requestsPerSecond, double prefillShare) {}
