package dev.podwright.app.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What share of all does not exceed a value, the values on a logarithmic axis.
///
/// @param of what they are shares of, such as `requests`
/// @param mark a limit on the values, if there is one
record Cumulative(List<Line> lines, String of, String axis, String unit, OptionalDouble mark, String markName) implements Chart {

    /// @param values ascending, above 0
    /// @param shares in percent, as many as values
    record Line(String name, Tone tone, List<Double> values, List<Double> shares) {}

    @Override
    public String kind() {
        return "cumulative";
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> fields = Data.of("of", of, "axis", axis, "unit", unit, "lines", lines.stream().map(l -> Data.of("name", l.name, "tone", l.tone.label(),
                "xs", Data.rounded(l.values), "ys", Data.rounded(l.shares))).toList());
        Data.mark(fields, mark, markName);
        return fields;
    }
}
