package dev.podwright.workload;

/// How much is asked.
public sealed interface Load {

    /// Requests per second from outside, whatever the system does.
    record Rate(double perSecond) implements Load {
        public Rate {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("The rate (%s) must be positive.".formatted(perSecond));
            }
        }
    }

    /// So many requests in flight; the next is sent when one ends.
    record Concurrency(double inFlight) implements Load {
        public Concurrency {
            if (!(inFlight >= 1)) {
                throw new IllegalArgumentException("The concurrency (%s) must be at least 1.".formatted(inFlight));
            }
        }
    }

    /// As much as the chips can serve within the limits.
    record Saturating() implements Load {}
}
