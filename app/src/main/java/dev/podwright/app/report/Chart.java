package dev.podwright.app.report;

import dev.podwright.units.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// The data of a chart. How it is drawn is said once, in `report.js`; numbers are in the unit that the axis names.
public sealed interface Chart permits Chart.Bars, Chart.Ranges, Chart.Scatter, Chart.Roofline, Chart.Tree, Gantt, Lines, Gains, Cumulative, Heat, Curves {

    String kind();

    /// Ordered fields for the JSON block of the page.
    Map<String, Object> data();

    /// Stacked horizontal bars.
    ///
    /// @param rows names of the bars, from top to bottom
    /// @param axis what is measured, with its unit
    /// @param mark a limit to draw across, if there is one
    record Bars(List<String> rows, List<Stack> stacks, String axis, String unit, OptionalDouble mark, String markName) implements Chart {
        /// @param values one per bar
        public record Stack(String name, Tone tone, List<Double> values) {}

        public Bars(List<String> rows, List<Stack> stacks, String axis, String unit) {
            this(rows, stacks, axis, unit, OptionalDouble.empty(), "");
        }

        public Bars {
            for (Stack stack : stacks) {
                if (stack.values.size() != rows.size()) {
                    throw new IllegalArgumentException("%s has %d values for %d bars.".formatted(stack.name, stack.values.size(), rows.size()));
                }
            }
        }

        @Override
        public String kind() {
            return "bars";
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = measured(axis, unit);
            fields.put("rows", rows);
            fields.put("stacks", stacks.stream().map(s -> Data.of("name", s.name, "tone", s.tone.label(), "values", Data.rounded(s.values))).toList());
            Data.mark(fields, mark, markName);
            return fields;
        }
    }

    /// Horizontal bars with the whiskers of their 90 % intervals.
    ///
    /// @param tones one per bar
    /// @param logarithmic whether the axis is; for ratios, whose middle is 1
    record Ranges(List<String> rows, List<Interval> values, List<Tone> tones, String axis, String unit, boolean logarithmic,
                  OptionalDouble mark, String markName) implements Chart {
        @Override
        public String kind() {
            return "ranges";
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = measured(axis, unit);
            fields.put("logarithmic", logarithmic);
            fields.put("rows", rows);
            fields.put("values", values.stream().map(v -> Data.rounded(List.of(v.low(), v.value(), v.high()))).toList());
            fields.put("tones", tones.stream().map(Tone::label).toList());
            Data.mark(fields, mark, markName);
            return fields;
        }
    }

    /// Points in clouds, on logarithmic axes.
    ///
    /// @param mark a limit on the x axis, if there is one
    record Scatter(List<Cloud> clouds, String x, String xUnit, String y, String yUnit, OptionalDouble mark, String markName) implements Chart {
        public record Cloud(String name, Tone tone, Style style, List<Dot> dots) {}

        /// @param label what the point is
        public record Dot(double x, double y, String label) {}

        /// How the points of a cloud stand out: as a crowd behind, as a line of steps or a straight one that joins them, as single things to look at.
        public enum Style { CROWD, LINE, PATH, STAR }

        @Override
        public String kind() {
            return "scatter";
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = measured(x, xUnit);
            fields.put("y", y);
            fields.put("y_unit", yUnit);
            fields.put("clouds", clouds.stream().map(c -> Data.of("name", c.name, "tone", c.tone.label(), "style", c.style.name().toLowerCase(Locale.ROOT),
                    "dots", c.dots.stream().map(d -> List.of(Data.rounded(d.x), Data.rounded(d.y), d.label)).toList())).toList());
            Data.mark(fields, mark, markName);
            return fields;
        }
    }

    /// Operators under the roofs of a chip.
    ///
    /// @param bandwidth bytes/s of the memory
    /// @param roofs peaks by precision
    record Roofline(double bandwidth, List<Roof> roofs, List<Group> groups) implements Chart {
        /// @param peak FLOP/s
        public record Roof(String name, double peak) {}

        public record Group(String name, Tone tone, List<Dot> dots) {}

        /// @param intensity FLOP per byte
        /// @param rate FLOP/s reached
        /// @param share of the step's time
        public record Dot(String name, double intensity, double rate, double share) {}

        @Override
        public String kind() {
            return "roofline";
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("bandwidth", Data.rounded(bandwidth));
            fields.put("roofs", roofs.stream().map(r -> Data.of("name", r.name, "peak", Data.rounded(r.peak))).toList());
            fields.put("groups", groups.stream().map(g -> Data.of("name", g.name, "tone", g.tone.label(),
                    "dots", g.dots.stream().map(d -> List.of(Data.rounded(d.intensity), Data.rounded(d.rate), Data.rounded(d.share), d.name)).toList())).toList());
            return fields;
        }
    }

    /// A cost tree as an icicle: each node as wide as its share, its parts below it.
    ///
    /// @param levels nodes from the root down, from left to right
    /// @param legend what the tones stand for
    record Tree(List<List<Node>> levels, Map<String, Tone> legend, String axis, String unit) implements Chart {
        /// @param start where it begins on the axis
        public record Node(String name, Tone tone, double start, double length) {}

        @Override
        public String kind() {
            return "tree";
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = measured(axis, unit);
            fields.put("legend", legend.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue().label())).toList());
            fields.put("levels", levels.stream().map(level -> level.stream()
                    .map(n -> List.of(n.name, n.tone.label(), Data.rounded(n.start), Data.rounded(n.length))).toList()).toList());
            return fields;
        }
    }

    private static Map<String, Object> measured(String name, String unit) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("axis", name);
        fields.put("unit", unit);
        return fields;
    }
}
