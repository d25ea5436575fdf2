package dev.podwright.simulation;

import java.util.SplittableRandom;

/// Which replica gets a request. Tokens count by what they cost at a replica, where pools differ in speed.
public enum Router {
    /// One after the other, whatever their speed.
    ROUND_ROBIN("round-robin"),
    /// The one with the least work inside, in tokens.
    LEAST_TOKENS("least-tokens"),
    /// The less loaded of two drawn at random (Mitzenmacher 2001, doi 10.1109/71.963420).
    POWER_OF_TWO("power-of-two"),
    /// The one that holds most of the prompt's prefix, unless it has twice the load of the least loaded.
    PREFIX_AWARE("prefix-aware"),
    /// The one with the least of: tokens of the prompt that it does not hold, and the work inside (NVIDIA Dynamo, KV router, docs/design-docs/
    /// router-design: cost = overlap weight x blocks to compute + blocks active, at its default weight of 1 and temperature 0; the prompt's own
    /// blocks count at every replica alike).
    KV_AWARE("kv-aware");

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

    /// @param turn requests routed before
    int choose(double now, Replica[] replicas, long turn, int input, long[] hashes, SplittableRandom random) {
        return switch (this) {
            case ROUND_ROBIN -> (int) (turn % replicas.length);
            case LEAST_TOKENS -> least(now, replicas);
            case POWER_OF_TWO -> {
                int a = random.nextInt(replicas.length);
                int b = random.nextInt(replicas.length);
                yield replicas[a].work(now) <= replicas[b].work(now) ? a : b;
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
            case KV_AWARE -> {
                int best = 0;
                double lowest = Double.POSITIVE_INFINITY;
                for (int i = 0; i < replicas.length; i++) {
                    double cost = replicas[i].work(now) + replicas[i].weight() * (input - replicas[i].cachedTokens(hashes));
                    if (cost < lowest) {
                        best = i;
                        lowest = cost;
                    }
                }
                yield best;
            }
        };
    }

    /// The first of those with the least work. Begun with the one that had least when its steps under way began, most others are seen to have more
    /// without asking how far their steps are.
    private static int least(double now, Replica[] replicas) {
        int best = 0;
        for (int i = 1; i < replicas.length; i++) {
            best = atLeast(replicas[i]) < atLeast(replicas[best]) ? i : best;
        }
        double lowest = replicas[best].work(now);
        for (int i = 0; i < replicas.length; i++) {
            if (i != best && atLeast(replicas[i]) <= lowest) {
                double work = replicas[i].work(now);
                if (work < lowest || work == lowest && i < best) {
                    best = i;
                    lowest = work;
                }
            }
        }
        return best;
    }

    private static double atLeast(Replica replica) {
        return replica.weight() * replica.still();
    }
}
