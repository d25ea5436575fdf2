package dev.podwright.network;

import java.util.List;

/// Who sends how much to whom, all at once. Cards and switches are named by their numbers in a [Network].
public sealed interface Pattern {

    /// One message after the other in the lists; `to` may be a switch that sums.
    ///
    /// @param bytes of each message
    record Pairs(int[] from, int[] to, double[] bytes) implements Pattern {
        public Pairs {
            if (from.length != to.length || from.length != bytes.length) {
                throw new IllegalArgumentException("%d senders, %d receivers, %d sizes.".formatted(from.length, to.length, bytes.length));
            }
        }
    }

    /// Every member of each group sends `bytes` to every other member of its group.
    record AllToAll(List<int[]> groups, double bytes) implements Pattern {
        public AllToAll {
            groups = List.copyOf(groups);
        }
    }

    /// Several patterns at the same time.
    record Together(List<Pattern> patterns) implements Pattern {
        public Together {
            patterns = List.copyOf(patterns);
        }
    }
}
