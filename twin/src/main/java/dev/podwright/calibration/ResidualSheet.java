package dev.podwright.calibration;

import java.util.List;

/// What measurements left over after a closed form, as a sheet of numbers over two coordinates: bilinear between its nodes, at its rim constant.
///
/// @param x first node of the first coordinate
/// @param y first node of the second coordinate
/// @param columns nodes of the first coordinate; the second has as many rows as fill the list
/// @param thousandths ln(measured/closed form) at the nodes in thousandths, row by row: far finer than measurements repeat
public record ResidualSheet(int x, int y, int columns, List<Integer> thousandths) {
    private static final double THOUSANDTH = 1e-3;

    public ResidualSheet {
        thousandths = List.copyOf(thousandths);
        if (columns < 1 || thousandths.isEmpty() || thousandths.size() % columns != 0) {
            throw new IllegalArgumentException("%d numbers do not fill rows of %d columns.".formatted(thousandths.size(), columns));
        }
    }

    /// A sheet of the numbers nearest to `values`.
    public static ResidualSheet of(int x, int y, int columns, List<Double> values) {
        return new ResidualSheet(x, y, columns, values.stream().map(v -> (int) Math.round(v / THOUSANDTH)).toList());
    }

    /// ln(measured/closed form) at a point; beyond the rim that of the nearest point on it.
    public double at(double atX, double atY) {
        double column = Math.clamp(atX - x, 0, columns - 1);
        double row = Math.clamp(atY - y, 0, rows() - 1);
        int left = (int) column;
        int above = (int) row;
        double right = column - left;
        double below = row - above;
        double first = node(left, above) * (1 - right) + (right == 0 ? 0 : right * node(left + 1, above));
        if (below == 0) {
            return THOUSANDTH * first;
        }
        double second = node(left, above + 1) * (1 - right) + (right == 0 ? 0 : right * node(left + 1, above + 1));
        return THOUSANDTH * (first * (1 - below) + second * below);
    }

    /// How many nodes the second coordinate has.
    public int rows() {
        return thousandths.size() / columns;
    }

    private int node(int column, int row) {
        return thousandths.get(row * columns + column);
    }
}
