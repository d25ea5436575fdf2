package dev.podwright.workload;

/// A serving workload: what requests look like, how many come, what they may wait.
///
/// @param limits on the means over all requests
public record Demand(RequestMix requests, Load load, Limits limits) {

    /// All requests alike.
    public Demand(Lengths lengths, Load load, Limits limits) {
        this(RequestMix.of(lengths), load, limits);
    }

    /// Mean tokens of a request.
    public Lengths lengths() {
        return requests.lengths();
    }
}
