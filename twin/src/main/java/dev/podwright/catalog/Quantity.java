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

    /// A figure the user gives in place of `this`, which stays as an alternative.
    Quantity overriddenBy(Amount amount, String how) {
        return new Quantity(amount.si(), amount.unit(), how, Confidence.USER, "",
                List.of(new Quantity(si, unit, source, confidence, note, List.of())));
    }

    /// A figure the user gives where the catalogue has none.
    static Quantity given(Amount amount, String how) {
        return new Quantity(amount.si(), amount.unit(), how, Confidence.USER, "", List.of());
    }

    /// The figure times `factor`, for instance for a part of a whole; `why` is added to the note.
    Quantity times(double factor, String why) {
        return new Quantity(si * factor, unit, source, confidence, note.isEmpty() ? why : note + "; " + why,
                alternatives.stream().map(a -> a.times(factor, why)).toList());
    }

    /// The figure marked as derived rather than published.
    Quantity estimated() {
        return new Quantity(si, unit, source, assumed() ? confidence : Confidence.ESTIMATE, note, alternatives);
    }

    /// A bandwidth as people write it, such as `50GB/s`.
    ///
    /// @param place where it stands, for error messages
    /// @throws InputException if it is none, or not above 0
    public static Quantity bandwidth(Object place, String text) {
        return given(Amount.parse(place, text, Dimension.BYTE_RATE), place.toString());
    }

    /// A time as people write it, such as `2us`.
    ///
    /// @param place where it stands, for error messages
    /// @throws InputException if it is none, or not above 0
    public static Quantity time(Object place, String text) {
        return given(Amount.parse(place, text, Dimension.TIME), place.toString());
    }
}
