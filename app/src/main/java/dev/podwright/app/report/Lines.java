package dev.podwright.app.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Values over time, each holding until the next.
///
/// @param x what runs to the right
/// @param mark a limit on the vertical axis, if there is one
record Lines(List<Line> lines, String x, String xUnit, String y, String yUnit, OptionalDouble mark, String markName) implements Chart {

    record Line(String name, Tone tone, List<Point> points) {}

    record Point(double x, double y) {}

    @Override
    public String kind() {
        return "lines";
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> fields = Data.of("axis", x, "unit", xUnit, "y", y, "y_unit", yUnit, "lines", lines.stream().map(l -> Data.of("name", l.name, "tone", l.tone.label(),
                "xs", l.points.stream().map(p -> Data.rounded(p.x)).toList(), "ys", l.points.stream().map(p -> Data.rounded(p.y)).toList())).toList());
        Data.mark(fields, mark, markName);
        return fields;
    }
}
