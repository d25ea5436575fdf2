package dev.podwright.catalog;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.units.Unit;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number with its unit as people write it: `9.6TB/s`, `2 us`, `4`.
record Amount(double value, Unit unit) {
    private static final Pattern WRITTEN = Pattern.compile("\\s*([-+]?[0-9][0-9_]*(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)\\s*(.*?)\\s*");

    /// Nothing in a catalogue is smaller or larger in SI units: light crosses a chip in 1e-10 s, and all computers there
    /// are compute less than 1e24 FLOP/s. What is, is a slip, and seconds made of it may not be finite.
    private static final double LEAST = 1e-15;
    private static final double MOST = 1e24;

    double si() {
        return unit.toSi(value);
    }

    /// Reads `text` as a positive amount of `dimension`.
    ///
    /// @param place what the amount is for, as error messages name it; turned to text only for them
    static Amount parse(Object place, String text, Dimension dimension) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new InputException("%s: \"%s\" is not a number with a unit.".formatted(place, text), need(dimension));
        }
        double value = Double.parseDouble(written.group(1).replace("_", ""));
        Unit unit = unit(place, written.group(2), dimension);
        plausible(place, positive(place, value), unit);
        return new Amount(value, unit);
    }

    /// The unit written as `symbol`, checked against the kind of number wanted (null = any).
    static Unit unit(Object place, String symbol, Dimension dimension) {
        if (symbol.isEmpty() && dimension != null && dimension.bare() != null) {
            return dimension.bare();
        }
        if (symbol.isEmpty()) {
            throw new InputException("%s: the unit is missing.".formatted(place), need(dimension));
        }
        Unit unit = Unit.of(symbol).orElseThrow(() -> new InputException(
                "%s: unknown unit \"%s\".".formatted(place, symbol),
                dimension == null ? Nearest.maybe(symbol, Arrays.stream(Unit.values()).map(Unit::symbol).toList()) : need(dimension)));
        if (dimension != null && Dimension.of(unit) != dimension) {
            throw new InputException("%s: %s is %s, but this is %s.".formatted(place, symbol, Dimension.of(unit).label(), dimension.label()),
                    need(dimension));
        }
        return unit;
    }

    static double positive(Object place, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new InputException("%s: %s is not a number above 0.".formatted(place, value), "Write a number above 0.");
        }
        return value;
    }

    /// @return `value` in SI units
    static double plausible(Object place, double value, Unit unit) {
        double si = unit.toSi(value);
        if (!(si >= LEAST && si <= MOST)) {
            throw new InputException("%s: %s %s is beyond anything that exists.".formatted(place, value, unit.symbol()), "Check the number and its unit.");
        }
        return si;
    }

    private static String need(Dimension dimension) {
        return dimension == null ? "Write it as 80GB or 1.6TB/s." : "Write %s in %s.".formatted(dimension.label(), dimension.units());
    }
}
