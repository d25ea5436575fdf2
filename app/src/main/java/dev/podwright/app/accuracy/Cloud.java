package dev.podwright.app.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Predicted against measured figures of one kind, thinned: points that fall into one cell of a logarithmic grid are drawn once.
///
/// It keeps cells and counts, not rows, so that half a million rows take little room.
final class Cloud {
    /// Cells per decade at the finest, and how many points a picture bears.
    private static final int FINEST = 64;
    private static final int MOST_POINTS = 9_000;
    /// Errors are counted in steps of a twentieth from -60 to +100 %; what lies beyond counts at the end.
    static final double STEP = 0.05;
    static final int BELOW = 12;
    static final int BINS = 32;

    private final Map<String, TreeSet<Long>> cells = new TreeMap<>();
    private final int[] errors = new int[BINS];
    private int rows;

    /// A point in powers of ten.
    record Point(double measured, double predicted) {}

    void add(String chip, double measured, double predicted) {
        if (!(measured > 0) || !(predicted > 0)) {
            return;
        }
        cells.computeIfAbsent(chip, _ -> new TreeSet<>()).add(cell(Math.log10(measured), Math.log10(predicted)));
        errors[Math.clamp((int) Math.floor((predicted / measured - 1) / STEP) + BELOW, 0, BINS - 1)]++;
        rows++;
    }

    private static long cell(double x, double y) {
        return Math.round(x * FINEST) << Integer.SIZE | Math.round(y * FINEST) & 0xFFFFFFFFL;
    }

    int rows() {
        return rows;
    }

    /// How many errors lie in each step.
    int[] errors() {
        return errors.clone();
    }

    /// Points by chip, few enough to draw.
    Map<String, List<Point>> points() {
        int coarser = 1;
        Map<String, TreeSet<Long>> drawn = cells;
        while (drawn.values().stream().mapToInt(TreeSet::size).sum() > MOST_POINTS) {
            coarser *= 2;
            drawn = coarsened(coarser);
        }
        int by = coarser;
        Map<String, List<Point>> points = new TreeMap<>();
        drawn.forEach((chip, set) -> {
            List<Point> list = new ArrayList<>();
            set.forEach(cell -> list.add(new Point((double) (int) (cell >> Integer.SIZE) * by / FINEST, (double) (int) (long) cell * by / FINEST)));
            points.put(chip, list);
        });
        return points;
    }

    private Map<String, TreeSet<Long>> coarsened(int by) {
        Map<String, TreeSet<Long>> coarse = new TreeMap<>();
        cells.forEach((chip, set) -> {
            TreeSet<Long> own = coarse.computeIfAbsent(chip, _ -> new TreeSet<>());
            set.forEach(cell -> own.add((long) Math.floorDiv((int) (cell >> Integer.SIZE), by) << Integer.SIZE
                    | Math.floorDiv((int) (long) cell, by) & 0xFFFFFFFFL));
        });
        return coarse;
    }
}
