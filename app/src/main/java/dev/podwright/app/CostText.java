package dev.podwright.app;

import dev.podwright.units.Cost;
import dev.podwright.units.Unit;

/// A cost tree as an indented table: seconds, share of the whole, what bounds each node, distance from ideal, reason.
final class CostText {
    private final Table table;
    private final double whole;
    private final Unit unit;

    private CostText(double whole, Unit unit) {
        this.table = new Table("node", "times", "each " + unit.symbol(), "total " + unit.symbol(), "share", "bound", "ideal", "why");
        this.whole = whole;
        this.unit = unit;
    }

    static String of(Cost cost) {
        return of(cost, Unit.US);
    }

    /// @param unit of time
    static String of(Cost cost, Unit unit) {
        CostText text = new CostText(cost.seconds(), unit);
        text.add(cost, 0, 1);
        return text.table.toString();
    }

    private void add(Cost node, int depth, double times) {
        double here = times * node.times();
        table.row("  ".repeat(depth) + node.name(), Show.number(here), Show.number(unit.fromSi(node.seconds())),
                Show.number(unit.fromSi(here * node.seconds())), whole == 0 ? "-" : Show.percent(here * node.seconds() / whole),
                node.bound().label(), node.seconds() == 0 ? "-" : Show.percent(node.ideal() / node.seconds()), node.why());
        node.children().forEach(child -> add(child, depth + 1, here));
    }
}
