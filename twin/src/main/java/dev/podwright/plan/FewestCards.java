package dev.podwright.plan;

import dev.podwright.layout.TrainingLayout;
import java.util.OptionalInt;

/// The fewest ranks on which an iteration is short enough: doubled until it is, then halved in between. More ranks are not
/// always faster where the batch divides badly, so that fewer than found may do in between; never fewer than half.
///
/// @param unit ranks that are added at a time: a whole scale-up domain
/// @param most ranks that there can be
/// @param limit seconds of an iteration
record FewestCards(TrainingSearch search, int unit, int most, double limit) {
    /// Leaves less than two per cent between the answer and what was found too slow.
    private static final int HALVINGS = 6;

    /// Empty if even the most are too slow.
    OptionalInt ranks() {
        int slow = 0;
        for (int ranks = unit; ; ranks = Math.min(2 * ranks, most)) {
            OptionalInt used = used(ranks);
            if (used.isPresent()) {
                return OptionalInt.of(between(slow, used.getAsInt()));
            }
            if (ranks == most) {
                return OptionalInt.empty();
            }
            slow = ranks;
        }
    }

    private int between(int tooFew, int enough) {
        int slow = tooFew;
        int fast = enough;
        for (int i = 0; i < HALVINGS && fast - slow > unit; i++) {
            int middle = slow + Math.max(1, (fast - slow) / unit / 2) * unit;
            OptionalInt used = used(middle);
            if (used.isPresent()) {
                fast = used.getAsInt();
            } else {
                slow = middle;
            }
        }
        return fast;
    }

    /// Ranks, in whole units, of the smallest setup among those on `ranks` that is short enough.
    private OptionalInt used(int ranks) {
        return search.run(ranks, _ -> true, limit).sorted().stream().filter(t -> t.seconds() <= limit).map(t -> t.setup().layout())
                .mapToLong(TrainingLayout::ranks).mapToInt(r -> Math.toIntExact(Math.ceilDiv(r, (long) unit) * unit)).min();
    }
}
