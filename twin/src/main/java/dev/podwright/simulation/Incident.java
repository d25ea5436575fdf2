package dev.podwright.simulation;

/// Something that befalls a replica.
public sealed interface Incident {

    /// The replica, counted over all pools in their order.
    int replica();

    /// When, seconds.
    double at();

    /// The replica is lost: what it held is gone. It comes back empty.
    ///
    /// @param seconds until it serves again, loading of weights counted; infinite = never
    record Lost(int replica, double at, double seconds) implements Incident {
        public Lost {
            check(replica, at, seconds);
        }
    }

    /// The replica is slow for a while.
    ///
    /// @param seconds how long; infinite = from then on
    /// @param factor by which its steps take longer
    record Slow(int replica, double at, double seconds, double factor) implements Incident {
        public Slow {
            check(replica, at, seconds);
            if (!(factor > 0) || factor == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("The steps of replica %d take %s times as long.".formatted(replica, factor));
            }
        }
    }

    private static void check(int replica, double at, double seconds) {
        if (replica < 0 || !(at >= 0) || at == Double.POSITIVE_INFINITY || !(seconds > 0)) {
            throw new IllegalArgumentException("Replica %d, at %s s for %s s.".formatted(replica, at, seconds));
        }
    }
}
