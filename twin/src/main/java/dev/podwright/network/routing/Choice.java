package dev.podwright.network.routing;

/// How what comes to a node divides among the ways that lead on from there.
sealed interface Choice permits Choice.Even, Choice.Proportional, Choice.ByTarget, Choice.ByHash {

    /// The same for every way.
    record Even() implements Choice {}

    /// In proportion to what each way can carry.
    record Proportional() implements Choice {}

    /// One way for each target: D-mod-k.
    final class ByTarget implements Choice {
        private final Strides strides;
        private int target;

        ByTarget(Strides strides) {
            this.strides = strides;
        }

        void toward(int node) {
            target = node;
        }

        int pick(int node, int ways) {
            return target / strides.of(node) % ways;
        }
    }

    /// One way for each flow, anew at each node.
    final class ByHash implements Choice {
        private final long seed;
        private long flow;

        ByHash(long seed) {
            this.seed = Hash.mix(seed);
        }

        long seed() {
            return seed;
        }

        void of(int from, int to, int number) {
            flow = Hash.mix(Hash.mix(seed + from) + ((long) number << Integer.SIZE) + to);
        }

        int pick(int node, int ways) {
            return Hash.below(Hash.mix(flow + node), ways);
        }
    }

    /// The one way that is taken at a node.
    ///
    /// @param node of the network
    /// @param ways how many there are
    /// @return from 0; -1 if several are taken
    default int only(int node, int ways) {
        return switch (this) {
            case Even _, Proportional _ -> ways == 1 ? 0 : -1;
            case ByTarget target -> target.pick(node, ways);
            case ByHash hash -> hash.pick(node, ways);
        };
    }
}
