package dev.podwright.calibration;

import dev.podwright.units.Spread;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Overheads of serving engines, fitted to closed loops of clients, and the error of predictions with them. Errors are of rows that the fit had not
/// seen: all rows of one model on one chip by one engine were held out together, five times over.
///
/// @param rows measured points behind the fit
/// @param folds the fold in which each group was held out
/// @param errors of held-out rows
/// @param seen the rows themselves
public record ServingFit(int rows, SortedMap<String, Integer> folds, List<ServingEffect> effects, List<ServingError> errors, SeenRows seen) {
    public static final int FOLDS = 5;
    private static final double UNKNOWN_FACTOR = 2;

    public ServingFit {
        folds = Collections.unmodifiableSortedMap(new TreeMap<>(folds));
        effects = List.copyOf(effects);
        errors = List.copyOf(errors);
    }

    public ServingOverheads overheads(ServingProfile profile) {
        return overheads(profile, OptionalInt.empty());
    }

    /// What was fitted without the fold of a group, so that the error is that of a stranger.
    public ServingOverheads without(String group, ServingProfile profile) {
        return overheads(profile, folds.containsKey(group) ? OptionalInt.of(folds.get(group)) : OptionalInt.empty());
    }

    private ServingOverheads overheads(ServingProfile profile, OptionalInt without) {
        double[] sums = new double[ServingTerm.values().length];
        for (ServingEffect effect : effects) {
            if (effect.key().equals(effect.scope().key(profile))) {
                sums[effect.term().ordinal()] += without.isPresent() ? effect.folds().get(without.getAsInt()) : effect.value();
            }
        }
        return ServingOverheads.of(sums);
    }

    /// The held-out error of the most similar rows.
    public Spread spread(ServingError.Figure figure, ServingError.Room room, ServingProfile profile) {
        return Stream.of(profile.engine() + "/" + profile.kind(), profile.kind(), "")
                .flatMap(key -> find(figure, room, key).stream())
                .findFirst().map(ServingError::spread).orElse(Spread.factor(UNKNOWN_FACTOR));
    }

    private Optional<ServingError> find(ServingError.Figure figure, ServingError.Room room, String key) {
        return errors.stream().filter(e -> e.figure() == figure && e.room() == room && e.key().equals(key)).findFirst();
    }
}
