package dev.podwright.app.drawing;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Use of many links as a table: rows, columns, and in each cell the busiest link and the mean of all that fall into it.
///
/// @param what such as `racks × spines`
/// @param rows how many things stand in the rows, before they were taken together
/// @param perRow things of a row
/// @param most use of the busiest link of each cell, from 0 to 1; below 0 where there is none
/// @param mean use of the links of each cell
/// @param links of each cell
/// @param down links of each cell that have failed
record Matrix(String what, int rows, int columns, int perRow, int perColumn, double[][] most, double[][] mean, int[][] links, int[][] down) {
    /// Rows and columns that a picture can show apart.
    private static final int ROWS = 64;
    private static final int COLUMNS = 256;
    private static final double ALIKE = 0.02;
    static final double NONE = -1;

    /// Whatever is more stands in the columns, where there is more room.
    ///
    /// @param row of a link, [Quotient#NONE] if it has none
    static Matrix wide(String what, String other, int rows, int columns, Traffic traffic, IntUnaryOperator row, IntUnaryOperator column) {
        return rows > columns && rows > ROWS ? of(other + " × " + what, columns, rows, traffic, l -> row.applyAsInt(l) == Quotient.NONE ? Quotient.NONE : column.applyAsInt(l), row)
                : of(what + " × " + other, rows, columns, traffic, row, column);
    }

    /// @param row of a link, [Quotient#NONE] if it has none
    static Matrix of(String what, int rows, int columns, Traffic traffic, IntUnaryOperator row, IntUnaryOperator column) {
        int perRow = Math.ceilDiv(rows, ROWS);
        int perColumn = Math.ceilDiv(columns, COLUMNS);
        int high = Math.ceilDiv(rows, perRow);
        int wide = Math.ceilDiv(columns, perColumn);
        double[][] most = new double[high][wide];
        double[][] mean = new double[high][wide];
        int[][] links = new int[high][wide];
        int[][] down = new int[high][wide];
        for (int l = 0; l < traffic.network().links(); l++) {
            int r = row.applyAsInt(l);
            int c = r == Quotient.NONE ? r : column.applyAsInt(l);
            if (c != Quotient.NONE) {
                r /= perRow;
                c /= perColumn;
                links[r][c]++;
                down[r][c] += traffic.down(l) ? 1 : 0;
                most[r][c] = Math.max(most[r][c], traffic.use(l));
                mean[r][c] += traffic.use(l);
            }
        }
        for (int r = 0; r < high; r++) {
            for (int c = 0; c < wide; c++) {
                most[r][c] = links[r][c] == 0 ? NONE : most[r][c];
                mean[r][c] = links[r][c] == 0 ? NONE : mean[r][c] / links[r][c];
            }
        }
        return new Matrix(what, rows, columns, perRow, perColumn, most, mean, links, down);
    }

    int count() {
        return Arrays.stream(links).flatMapToInt(Arrays::stream).sum();
    }

    int failed() {
        return Arrays.stream(down).flatMapToInt(Arrays::stream).sum();
    }

    /// Use of all links together.
    double sum() {
        double sum = 0;
        for (int r = 0; r < links.length; r++) {
            for (int c = 0; c < links[r].length; c++) {
                sum += links[r][c] * Math.max(0, mean[r][c]);
            }
        }
        return sum;
    }

    double busiest() {
        double busiest = 0;
        for (double[] row : most) {
            for (double use : row) {
                busiest = Math.max(busiest, use);
            }
        }
        return busiest;
    }

    /// Whether the links of each cell are about as busy as each other, so that their mean is no other picture.
    boolean even() {
        for (int r = 0; r < links.length; r++) {
            for (int c = 0; c < links[r].length; c++) {
                if (links[r][c] > 0 && most[r][c] - mean[r][c] > ALIKE) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether cells hold more than the two directions of one cable.
    boolean binned() {
        for (int[] row : links) {
            for (int n : row) {
                if (n > 2) {
                    return true;
                }
            }
        }
        return false;
    }
}
