package dev.podwright.calibration;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// What measured collectives and expert exchanges show beyond the closed forms of [CollectiveFit]: sheets that add up, from the widest pool of
/// systems to one harness on one chip, and how far predictions with them were off.
///
/// @param sheets by name; a row adds up those that concern it, and a sheet that does not exist adds nothing
/// @param bands half-widths of 90 % intervals as |ln(measured/predicted)|, thousandths, by name and then by size class
public record ExchangeResiduals(Map<String, ResidualSheet> sheets, Map<String, List<Integer>> bands) {
    public static final ExchangeResiduals NONE = new ExchangeResiduals(Map.of(), Map.of());
    private static final double THOUSANDTH = 1e-3;

    public ExchangeResiduals {
        sheets = Collections.unmodifiableMap(new TreeMap<>(sheets));
        bands = Collections.unmodifiableMap(new TreeMap<>(bands));
    }

    /// ln(measured/closed form) to expect, the sum over `points`.
    public double at(List<SheetPoint> points) {
        double sum = 0;
        for (SheetPoint point : points) {
            ResidualSheet sheet = sheets.get(point.sheet());
            if (sheet != null) {
                sum += point.weight() * sheet.at(point.x(), point.y());
            }
        }
        return sum;
    }

    /// The half-width under the first of `names` that has one for the size class.
    public OptionalDouble band(List<String> names, int size) {
        for (String name : names) {
            List<Integer> band = bands.get(name);
            if (band != null) {
                return OptionalDouble.of(THOUSANDTH * band.get(Math.min(size, band.size() - 1)));
            }
        }
        return OptionalDouble.empty();
    }
}
