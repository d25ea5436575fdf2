package dev.podwright.serving;

import dev.podwright.units.Interval;
import java.util.List;

/// What one replica (or a pair of pools) does in steady state; means over requests.
///
/// @param inFlight requests in the replica, waiting ones counted
/// @param ttft seconds to the first token
/// @param tpot seconds per output token after the first
/// @param requestsPerSecond finished requests per second
/// @param prefillShare share of time spent on prompts by ranks that also decode; 0 for separate pools
/// @param classes what the requests of each class get, in the order of the demand
public record Performance(double inFlight, Interval ttft, Interval tpot, Interval requestsPerSecond, double prefillShare,
                          List<ClassPerformance> classes) {

    public Performance {
        classes = List.copyOf(classes);
    }

    /// Seconds from a request of class `c` to its last token.
    public Interval endToEnd(ClassPerformance c) {
        Interval decoding = tpot.times(c.requests().lengths().decodeSteps());
        return new Interval(c.ttft().low() + decoding.low(), c.ttft().value() + decoding.value(), c.ttft().high() + decoding.high());
    }

    /// Requests of class `c` finished per second.
    public Interval requestsPerSecond(ClassPerformance c) {
        return requestsPerSecond.times(c.requests().share());
    }

    /// Requests of class `c` inside (Little's law).
    public double inFlight(ClassPerformance c) {
        return requestsPerSecond(c).value() * endToEnd(c).value();
    }
}
