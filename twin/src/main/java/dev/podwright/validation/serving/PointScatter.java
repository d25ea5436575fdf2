package dev.podwright.validation.serving;

import dev.podwright.units.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How far held-out figures scatter, by mode and figure: the order statistics that leave five of a hundred on either side, one further out than the
/// sample's own so that a new figure falls within as often (split conformal prediction).
final class PointScatter {
    private static final double LOW = 0.05;
    private static final int LEAST = 20;

    private PointScatter() {}

    /// @param seen errors of figures predicted with the terms of their fold
    static List<PointSpread> of(List<PointFitter.Seen> seen) {
        List<PointSpread> spreads = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (Figure figure : Figure.values()) {
                add(spreads, mode.name(), figure.column(), left(seen.stream().filter(s -> s.of().point().mode() == mode && s.figure() == figure).toList()));
            }
        }
        for (Mode mode : Mode.values()) {
            add(spreads, mode.name(), "", left(seen.stream().filter(s -> s.of().point().mode() == mode).toList()));
        }
        for (Figure figure : Figure.values()) {
            add(spreads, "", figure.column(), left(seen.stream().filter(s -> s.figure() == figure).toList()));
        }
        add(spreads, "", "", left(seen));
        return spreads;
    }

    private static void add(List<PointSpread> spreads, String mode, String figure, double[] left) {
        if (left.length < LEAST) {
            return;
        }
        Arrays.sort(left);
        int out = (int) Math.max(0, Math.floor(LOW * (left.length + 1)) - 1);
        spreads.add(new PointSpread(mode, figure, left.length, new Spread(left[out], left[left.length - 1 - out])));
    }

    private static double[] left(List<PointFitter.Seen> seen) {
        return seen.stream().mapToDouble(PointFitter.Seen::error).toArray();
    }
}
