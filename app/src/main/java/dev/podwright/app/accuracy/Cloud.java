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

    /// Points by chip, few enough to draw. Where points of several chips would lie on one another, the chips take turns.
    Map<String, List<Point>> points() {
        int coarser = 1;
        TreeMap<Long, List<String>> drawn = coarsened(coarser);
        while (drawn.size() > MOST_POINTS) {
            coarser *= 2;
            drawn = coarsened(coarser);
        }
        int by = coarser;
        Map<String, List<Point>> points = new TreeMap<>();
        cells.keySet().forEach(chip -> points.put(chip, new ArrayList<>()));
        drawn.forEach((cell, chips) -> {
            int x = (int) (cell >> Integer.SIZE);
            int y = (int) (long) cell;
            points.get(chips.get(Math.floorMod(x + y, chips.size()))).add(new Point((double) x * by / FINEST, (double) y * by / FINEST));
        });
        return points;
    }

    /// Cells `by` times as wide, each with the chips that have points in it.
    private TreeMap<Long, List<String>> coarsened(int by) {
        TreeMap<Long, List<String>> coarse = new TreeMap<>();
        cells.forEach((chip, set) -> set.stream().map(cell -> (long) Math.floorDiv((int) (cell >> Integer.SIZE), by) << Integer.SIZE
                | Math.floorDiv((int) (long) cell, by) & 0xFFFFFFFFL).distinct().forEach(cell -> coarse.computeIfAbsent(cell, _ -> new ArrayList<>()).add(chip)));
        return coarse;
    }
}
