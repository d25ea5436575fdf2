package dev.podwright.plan;

import dev.podwright.layout.Recompute;
import dev.podwright.layout.TrainingSetup;
import java.util.Comparator;
import java.util.Optional;

/// Where a job would fit that does not fit on its own cards.
record NearestFit(Oracle oracle, Space space) {
    /// The leanest setup on the fewest ranks, doubled from `ranks` to at most `most`, that fits.
    Optional<TrainingSetup> beyond(int ranks, int most) {
        for (long more = 2L * ranks; more <= most; more *= 2) {
            Optional<TrainingSetup> fit = on((int) more);
            if (fit.isPresent()) {
                return fit;
            }
        }
        return Optional.empty();
    }

    private Optional<TrainingSetup> on(int ranks) {
        return space.shapes(ranks, new Tally()).stream().map(s -> new Variants(space, s, TrainingSearch.NO_OFFLOAD).leanest().with(Recompute.FULL))
                .filter(s -> oracle.suits(s) && oracle.fits(s))
                .min(Comparator.<TrainingSetup>comparingDouble(oracle::bytes).thenComparing(TrainingSetup::label));
    }
}
