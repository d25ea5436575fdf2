package dev.podwright.catalog;

import dev.podwright.units.Unit;
import java.util.List;

/// A published figure.
///
/// @param si the value in SI
/// @param unit the unit it was published in, for showing it again
/// @param source title with address, or repository and path with commit
/// @param note counting, bin or caveat; may be empty
/// @param alternatives what other sources say of the same figure
public record Quantity(double si, Unit unit, String source, Confidence confidence, String note, List<Quantity> alternatives) {

    public Quantity {
        alternatives = List.copyOf(alternatives);
    }

    /// The value in its own unit.
    public double amount() {
        return unit.fromSi(si);
    }

    /// Whether no source stands behind the figure.
    public boolean assumed() {
        return confidence == Confidence.ASSUMPTION;
    }
}
