package dev.podwright.app.report;

import java.util.List;
import java.util.Map;

/// Gains and losses as bars to both sides of nothing.
///
/// @param values one per row, below 0 for a loss
record Gains(List<String> rows, List<Double> values, String axis, String unit) implements Chart {

    @Override
    public String kind() {
        return "gains";
    }

    @Override
    public Map<String, Object> data() {
        return Data.of("axis", axis, "unit", unit, "rows", rows, "values", Data.rounded(values));
    }
}
