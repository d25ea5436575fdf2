package dev.podwright.calibration;

import java.util.List;

/// What one scope of deployments adds to a term.
///
/// @param key which deployments ([ServingScope#key])
/// @param value in the unit of the term
/// @param folds the same, fitted without the groups of one fold each
/// @param rows measured rows behind it
public record ServingEffect(ServingTerm term, ServingScope scope, String key, double value, List<Double> folds, int rows) {
    public ServingEffect {
        folds = List.copyOf(folds);
    }
}
