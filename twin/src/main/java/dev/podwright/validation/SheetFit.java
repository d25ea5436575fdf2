package dev.podwright.validation;

import dev.podwright.calibration.ResidualSheet;
import dev.podwright.calibration.SheetPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Fits residual sheets that add up: ridge regression on bilinear nodes. Each sheet leans towards zero as its prior says and its neighbouring nodes
/// towards each other, so where data is thin the wider pool speaks, and gaps are bridged. Rows far off count less (soft-L1 by reweighting).
final class SheetFit {
    /// Standard deviation of a single measurement's log, about what repeats by releases of one library show.
    private static final double NOISE = 0.05;
    /// How much neighbouring nodes of a sheet may differ.
    private static final double STEP = 0.1;
    /// Errors beyond this count by their size rather than by their square.
    private static final double SOFT = 0.1;
    private static final int REWEIGHTINGS = 3;
    private static final int ITERATIONS = 100;
    private static final double TOLERANCE = 1e-7;
    private static final double NOTHING = 1e-9;
    private static final double SMOOTH = NOISE * NOISE / (STEP * STEP);
    private static final int CORNERS = 4;

    /// @param log ln(measured/closed form)
    record Row(List<ExchangePlaces.Placed> places, double log) {}

    private final List<Row> rows;
    private final Map<String, Extent> extents = new TreeMap<>();
    private final int[][] nodes;
    private final double[][] shares;
    private final double[] weights;
    private final double[] lean;
    private final List<int[]> neighbours = new ArrayList<>();

    private static final class Extent {
        int left = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        int top = Integer.MAX_VALUE;
        int bottom = Integer.MIN_VALUE;
        double prior;
        int first;

        void reach(ExchangePlaces.Placed placed) {
            SheetPoint point = placed.point();
            left = Math.min(left, (int) Math.floor(point.x()));
            right = Math.max(right, (int) Math.ceil(point.x()));
            top = Math.min(top, (int) Math.floor(point.y()));
            bottom = Math.max(bottom, (int) Math.ceil(point.y()));
            prior = placed.prior();
        }

        int columns() {
            return right - left + 1;
        }

        int size() {
            return columns() * (bottom - top + 1);
        }
    }

    private SheetFit(List<Row> rows) {
        this.rows = rows;
        for (Row row : rows) {
            row.places.forEach(p -> extents.computeIfAbsent(p.point().sheet(), _ -> new Extent()).reach(p));
        }
        int size = 0;
        for (Extent extent : extents.values()) {
            extent.first = size;
            size += extent.size();
        }
        lean = new double[size];
        extents.values().forEach(this::join);
        nodes = new int[rows.size()][];
        shares = new double[rows.size()][];
        weights = new double[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            spread(i, rows.get(i).places);
        }
    }

    /// The sheets that predict `rows` best.
    static Map<String, ResidualSheet> of(List<Row> rows) {
        return new SheetFit(rows).solve();
    }

    private void join(Extent extent) {
        for (int i = 0; i < extent.size(); i++) {
            int node = extent.first + i;
            lean[node] = NOISE * NOISE / (extent.prior * extent.prior);
            if (i % extent.columns() > 0) {
                neighbours.add(new int[] {node - 1, node});
            }
            if (i >= extent.columns()) {
                neighbours.add(new int[] {node - extent.columns(), node});
            }
        }
    }

    /// The nodes around a row's points and their shares.
    private void spread(int at, List<ExchangePlaces.Placed> places) {
        int[] around = new int[CORNERS * places.size()];
        double[] share = new double[around.length];
        int used = 0;
        for (ExchangePlaces.Placed placed : places) {
            SheetPoint point = placed.point();
            Extent extent = extents.get(point.sheet());
            int x = (int) Math.floor(point.x());
            int y = (int) Math.floor(point.y());
            for (int corner = 0; corner < CORNERS; corner++) {
                int right = corner & 1;
                int below = corner >> 1;
                double part = Math.abs(1 - right - (point.x() - x)) * Math.abs(1 - below - (point.y() - y));
                if (part * Math.abs(point.weight()) > NOTHING) {
                    around[used] = extent.first + (y + below - extent.top) * extent.columns() + x + right - extent.left;
                    share[used++] = part * point.weight();
                }
            }
        }
        nodes[at] = Arrays.copyOf(around, used);
        shares[at] = Arrays.copyOf(share, used);
        weights[at] = 1;
    }

    private Map<String, ResidualSheet> solve() {
        double[] heights = new double[lean.length];
        for (int i = 0; i < REWEIGHTINGS; i++) {
            descend(heights);
            for (int r = 0; r < weights.length; r++) {
                double off = (rows.get(r).log - height(r, heights)) / SOFT;
                weights[r] = 1 / Math.sqrt(1 + off * off);
            }
        }
        Map<String, ResidualSheet> sheets = new TreeMap<>();
        extents.forEach((name, extent) -> {
            List<Double> own = new ArrayList<>();
            for (int i = 0; i < extent.size(); i++) {
                own.add(heights[extent.first + i]);
            }
            sheets.put(name, ResidualSheet.of(extent.left, extent.top, extent.columns(), own));
        });
        return sheets;
    }

    /// Conjugate gradients, scaled by the diagonal, from `heights` on.
    private void descend(double[] heights) {
        int size = heights.length;
        double[] wanted = new double[size];
        double[] diagonal = lean.clone();
        for (int r = 0; r < nodes.length; r++) {
            for (int k = 0; k < nodes[r].length; k++) {
                wanted[nodes[r][k]] += weights[r] * shares[r][k] * rows.get(r).log;
                diagonal[nodes[r][k]] += weights[r] * shares[r][k] * shares[r][k];
            }
        }
        for (int[] pair : neighbours) {
            diagonal[pair[0]] += SMOOTH;
            diagonal[pair[1]] += SMOOTH;
        }
        double[] rest = times(heights);
        double[] way = new double[size];
        double energy = 0;
        for (int i = 0; i < size; i++) {
            rest[i] = wanted[i] - rest[i];
            way[i] = rest[i] / diagonal[i];
            energy += rest[i] * way[i];
        }
        double enough = TOLERANCE * energy;
        for (int step = 0; step < ITERATIONS && energy > enough; step++) {
            double[] along = times(way);
            double curve = 0;
            for (int i = 0; i < size; i++) {
                curve += way[i] * along[i];
            }
            double far = energy / curve;
            double next = 0;
            for (int i = 0; i < size; i++) {
                heights[i] += far * way[i];
                rest[i] -= far * along[i];
                next += rest[i] * rest[i] / diagonal[i];
            }
            for (int i = 0; i < size; i++) {
                way[i] = rest[i] / diagonal[i] + next / energy * way[i];
            }
            energy = next;
        }
    }

    private double[] times(double[] heights) {
        double[] product = new double[heights.length];
        for (int i = 0; i < heights.length; i++) {
            product[i] = lean[i] * heights[i];
        }
        for (int r = 0; r < nodes.length; r++) {
            double pull = weights[r] * height(r, heights);
            for (int k = 0; k < nodes[r].length; k++) {
                product[nodes[r][k]] += pull * shares[r][k];
            }
        }
        for (int[] pair : neighbours) {
            double pull = SMOOTH * (heights[pair[1]] - heights[pair[0]]);
            product[pair[0]] -= pull;
            product[pair[1]] += pull;
        }
        return product;
    }

    private double height(int row, double[] heights) {
        double sum = 0;
        for (int k = 0; k < nodes[row].length; k++) {
            sum += shares[row][k] * heights[nodes[row][k]];
        }
        return sum;
    }
}
