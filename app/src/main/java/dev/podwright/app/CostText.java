package dev.podwright.app;

import dev.podwright.units.Cost;

/// A cost tree as an indented table: seconds, share of the whole, what bounds each node, distance from ideal, reason.
final class CostText {
    private final Table table = new Table("node", "times", "each us", "total us", "share", "bound", "ideal", "why");
    private final double whole;

    private CostText(double whole) {
        this.whole = whole;
    }

    static String of(Cost cost) {
        CostText text = new CostText(cost.seconds());
        text.add(cost, 0, 1);
        return text.table.toString();
    }

    private void add(Cost node, int depth, double times) {
        double here = times * node.times();
        table.row("  ".repeat(depth) + node.name(), Show.number(here), Show.number(node.seconds() * 1e6),
                Show.number(here * node.seconds() * 1e6), whole == 0 ? "-" : Show.percent(here * node.seconds() / whole),
                node.bound().label(), node.seconds() == 0 ? "-" : Show.percent(node.ideal() / node.seconds()), node.why());
        node.children().forEach(child -> add(child, depth + 1, here));
    }
}
