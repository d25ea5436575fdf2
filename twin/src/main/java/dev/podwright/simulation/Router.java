package dev.podwright.simulation;

import java.util.SplittableRandom;

/// Which replica gets a request.
public enum Router {
    /// One after the other.
    ROUND_ROBIN("round-robin"),
    /// The one with the fewest tokens inside.
    LEAST_TOKENS("least-tokens"),
    /// The less loaded of two drawn at random (Mitzenmacher 2001, doi 10.1109/71.963420).
    POWER_OF_TWO("power-of-two"),
    /// The one that holds most of the prompt's prefix, unless it has twice the load of the least loaded.
    PREFIX_AWARE("prefix-aware");

    /// A replica loaded this many times as much as the least loaded gets no request for its prefix (SGLang router, `balance_rel_threshold`
    /// is of this order).
    private static final double OVERLOADED = 2;

    private final String label;

    Router(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    int choose(double now, Replica[] replicas, long request, long[] hashes, SplittableRandom random) {
        return switch (this) {
            case ROUND_ROBIN -> (int) (request % replicas.length);
            case LEAST_TOKENS -> least(now, replicas);
            case POWER_OF_TWO -> {
                int a = random.nextInt(replicas.length);
                int b = random.nextInt(replicas.length);
                yield replicas[a].tokens(now) <= replicas[b].tokens(now) ? a : b;
            }
            case PREFIX_AWARE -> {
                int least = least(now, replicas);
                int best = least;
                int most = replicas[least].cachedTokens(hashes);
                for (int i = 0; i < replicas.length; i++) {
                    int held = replicas[i].cachedTokens(hashes);
                    if (held > most && replicas[i].load() <= OVERLOADED * (replicas[least].load() + 1)) {
                        best = i;
                        most = held;
                    }
                }
                yield best;
            }
        };
    }

    private static int least(double now, Replica[] replicas) {
        int best = 0;
        for (int i = 1; i < replicas.length; i++) {
            if (replicas[i].tokens(now) < replicas[best].tokens(now)) {
                best = i;
            }
        }
        return best;
    }
}
