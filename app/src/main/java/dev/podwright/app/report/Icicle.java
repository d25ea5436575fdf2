package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.report.Chart.Tree.Node;
import dev.podwright.units.Cost;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A cost tree as an icicle.
final class Icicle {
    /// Parts narrower than this share of the whole are left to the table: a hairline tells nothing.
    private static final double NARROWEST = 0.001;

    private final List<List<Node>> levels = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, Tone> legend = new TreeMap<>();
    private final Unit unit;
    private final double whole;

    private Icicle(Cost cost) {
        this.unit = cost.total() >= 1 ? Unit.SECOND : Unit.MS;
        this.whole = unit.fromSi(cost.total());
    }

    static Figure of(String id, String title, Cost cost) {
        return of(id, title, "time of one step", cost);
    }

    /// @param axis what the width is
    static Figure of(String id, String title, String axis, Cost cost) {
        Icicle icicle = new Icicle(cost);
        icicle.add(cost, 0, 0, 1);
        String caption = "The whole on top, its parts below it, each as wide as its share of %s; colours tell what limits a part. Parts below %s are left out."
                .formatted(Show.seconds(cost.seconds()), Show.percent(NARROWEST));
        return new Figure(id, title, caption, new Chart.Tree(icicle.levels, icicle.legend, axis, icicle.unit.symbol()),
                new Table(title, List.of("part", icicle.unit.symbol(), "share", "limit"), icicle.rows));
    }

    private void add(Cost node, int depth, double start, double times) {
        double here = times * node.times();
        double length = unit.fromSi(here * node.seconds());
        if (length < whole * NARROWEST) {
            return;
        }
        if (levels.size() == depth) {
            levels.add(new ArrayList<>());
        }
        Tone tone = Tone.valueOf(node.bound().name());
        levels.get(depth).add(new Node(node.name(), tone, start, length));
        legend.put(node.bound().label(), tone);
        rows.add(List.of("\u2003".repeat(depth) + node.name(), Show.number(length), Show.percent(length / whole), node.bound().label()));
        double at = start;
        for (Cost child : node.children()) {
            add(child, depth + 1, at, here);
            at += unit.fromSi(here * child.total());
        }
    }
}
