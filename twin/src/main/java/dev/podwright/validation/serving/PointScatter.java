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

    static List<PointSpread> of(List<PointFitter.Seen> seen, List<PointTerms> about, List<List<PointTerms>> folds) {
        List<PointSpread> spreads = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (Figure figure : Figure.values()) {
                add(spreads, mode.name(), figure.column(), left(seen.stream().filter(s -> s.of().point().mode() == mode && s.figure() == figure).toList(), about, folds));
            }
        }
        for (Mode mode : Mode.values()) {
            add(spreads, mode.name(), "", left(seen.stream().filter(s -> s.of().point().mode() == mode).toList(), about, folds));
        }
        for (Figure figure : Figure.values()) {
            add(spreads, "", figure.column(), left(seen.stream().filter(s -> s.figure() == figure).toList(), about, folds));
        }
        add(spreads, "", "", left(seen, about, folds));
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

    private static double[] left(List<PointFitter.Seen> seen, List<PointTerms> about, List<List<PointTerms>> folds) {
        return seen.stream().mapToDouble(s -> {
            Point point = s.of().point();
            return PointFitter.left(s, vector(PointBook.terms(point, about)), vector(PointBook.terms(point, folds.get(PointFit.fold(PointKey.group(point))))));
        }).toArray();
    }

    static double[] vector(PointTerms at) {
        return new double[] {at.host(), Math.log(at.decode()), Math.log(at.prefill()), at.front()};
    }
}
