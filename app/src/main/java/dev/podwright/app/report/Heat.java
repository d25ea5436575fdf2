package dev.podwright.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A map of amounts: rows from top to bottom, time to the right, the more the darker.
///
/// @param width of a column on the axis
/// @param what the amounts are of, such as `requests`
/// @param cells row by row
record Heat(List<String> rows, double width, String axis, String unit, String what, Tone tone, double[][] cells) implements Chart {

    @Override
    public String kind() {
        return "heat";
    }

    @Override
    public Map<String, Object> data() {
        return Data.of("axis", axis, "unit", unit, "what", what, "tone", tone.label(), "width", Data.rounded(width), "rows", rows,
                "cells", Arrays.stream(cells).map(row -> Arrays.stream(row).map(Data::rounded).boxed().toList()).toList());
    }
}
