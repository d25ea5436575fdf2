package dev.podwright.app.report;

import dev.podwright.units.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How amounts grow, on logarithmic axes: lines with whiskers of their 90 % intervals, measured points over them, crossings marked with what they mean.
///
/// @param unit of the horizontal axis; `bytes` = powers of two with their usual names
/// @param marks where lines cross, or what else is worth pointing at
public record Curves(String axis, String unit, String y, String yUnit, List<Curve> curves, List<Mark> marks) implements Chart {

    /// How a line is drawn: with its whiskers, dashed, or as points alone.
    public enum Style { LINE, DASHED, POINTS }

    /// @param xs ascending, above 0
    /// @param ys as many; whiskers are drawn where they have a length
    public record Curve(String name, Tone tone, Style style, List<Double> xs, List<Interval> ys) {
        public Curve {
            xs = List.copyOf(xs);
            ys = List.copyOf(ys);
            if (xs.size() != ys.size()) {
                throw new IllegalArgumentException("%s has %d places and %d values.".formatted(name, xs.size(), ys.size()));
            }
        }
    }

    public record Mark(double x, double y, String label) {}

    public Curves {
        curves = curves.stream().map(Curves::drawable).filter(c -> !c.xs().isEmpty()).toList();
        marks = List.copyOf(marks);
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("There is no positive number to draw for %s.".formatted(y));
        }
    }

    /// Without what has no place on a logarithmic axis.
    private static Curve drawable(Curve curve) {
        List<Integer> there = java.util.stream.IntStream.range(0, curve.xs.size()).filter(i -> curve.xs.get(i) > 0 && curve.ys.get(i).low() > 0 && Double.isFinite(curve.ys.get(i).high())).boxed().toList();
        return new Curve(curve.name, curve.tone, curve.style, there.stream().map(curve.xs::get).toList(), there.stream().map(curve.ys::get).toList());
    }

    @Override
    public String kind() {
        return "curves";
    }

    @Override
    public Map<String, Object> data() {
        return Data.of("axis", axis, "unit", unit, "y", y, "y_unit", yUnit, "curves", curves.stream().map(c -> Data.of("name", c.name, "tone", c.tone.label(),
                "style", c.style.name().toLowerCase(Locale.ROOT), "xs", Data.rounded(c.xs), "ys", Data.rounded(c.ys.stream().map(Interval::value).toList()),
                "lows", Data.rounded(c.ys.stream().map(Interval::low).toList()), "highs", Data.rounded(c.ys.stream().map(Interval::high).toList()))).toList(),
                "marks", marks.stream().map(m -> List.of(Data.rounded(m.x), Data.rounded(m.y), m.label)).toList());
    }
}
