package dev.podwright.units;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A node of a cost tree: where the seconds go, and why.
///
/// `seconds` and `ideal` are those of ONE execution of this node; `times` says how often the parent runs it, so a
/// node adds `times * seconds` to its parent. `ideal` is the time on a machine that reaches its peak FLOP/s and
/// bandwidth with no overhead at all; it never exceeds `seconds`.
///
/// @param name what runs, such as `attention.qkv`
/// @param times executions per execution of the parent (a layer that stands 58 times, say)
/// @param seconds predicted time of one execution
/// @param ideal time of one execution on the ideal machine
/// @param bound what limits it
/// @param spread uncertainty of `seconds`
/// @param why where a leaf's number comes from: the fit, the algorithm
/// @param children parts that add up to `seconds`; empty for a leaf
public record Cost(String name, double times, double seconds, double ideal, Bound bound, Spread spread, String why,
                   List<Cost> children) {

    public Cost {
        children = List.copyOf(children);
        if (!(times >= 0) || !(ideal >= 0) || !(seconds >= ideal) || !Double.isFinite(times) || !Double.isFinite(seconds)) {
            throw new IllegalArgumentException(
                    "The cost (%s) has times (%s), seconds (%s), ideal (%s): 0 <= ideal <= seconds, 0 <= times, all finite."
                            .formatted(name, times, seconds, ideal));
        }
    }

    /// A leaf that runs once per execution of its parent.
    public static Cost leaf(String name, double seconds, double ideal, Bound bound, Spread spread, String why) {
        return new Cost(name, 1, seconds, Math.min(ideal, seconds), bound, spread, why, List.of());
    }

    /// Parts one after another.
    ///
    /// Spreads combine by time share, as far as errors go together ([Tie]): where they do their half-widths add up, where they do not
    /// the squares of these add up.
    public static Cost sequence(String name, String why, List<Cost> parts) {
        double seconds = 0;
        double ideal = 0;
        for (Cost part : parts) {
            seconds += part.total();
            ideal += part.times * part.ideal;
        }
        return new Cost(name, 1, seconds, ideal, dominant(parts, seconds), blend(parts, seconds), why, parts);
    }

    /// The same cost run `count` times by its parent.
    public Cost repeated(double count) {
        return new Cost(name, times * count, seconds, ideal, bound, spread, why, children);
    }

    /// The same cost under another name.
    public Cost named(String other) {
        return new Cost(other, times, seconds, ideal, bound, spread, why, children);
    }

    /// Seconds added to the parent.
    public double total() {
        return times * seconds;
    }

    /// The 90 % interval of one execution; not even its fast end beats the ideal machine.
    public Interval interval() {
        Interval open = spread.around(seconds);
        return new Interval(Math.max(open.low(), ideal), seconds, open.high());
    }

    /// All leaves with their `times` multiplied along the path, in tree order.
    public List<Cost> leaves() {
        List<Cost> found = new ArrayList<>();
        collect(this, 1, found);
        return found;
    }

    private static void collect(Cost node, double times, List<Cost> found) {
        double here = times * node.times;
        if (node.children.isEmpty()) {
            found.add(new Cost(node.name, here, node.seconds, node.ideal, node.bound, node.spread, node.why, List.of()));
            return;
        }
        for (Cost child : node.children) {
            collect(child, here, found);
        }
    }

    private static Bound dominant(List<Cost> parts, double seconds) {
        double[] byBound = new double[Bound.values().length];
        for (Cost part : parts) {
            byBound[part.bound.ordinal()] += part.total();
        }
        for (Bound bound : Bound.values()) {
            if (byBound[bound.ordinal()] > seconds / 2) {
                return bound;
            }
        }
        return Bound.MIXED;
    }

    private static Spread blend(List<Cost> parts, double seconds) {
        if (seconds == 0) {
            return Spread.NONE;
        }
        Blend blend = new Blend();
        for (Cost part : parts) {
            blend.add(part, part.times / seconds);
        }
        return blend.spread();
    }

    /// The spread of this tree if its leaves hung together otherwise.
    ///
    /// @param ties the ties of a leaf in place of its own
    public Spread spreadWith(UnaryOperator<Tie> ties) {
        Blend blend = new Blend(ties);
        if (seconds > 0) {
            blend.add(this, 1 / seconds);
        }
        return blend.spread();
    }

    /// How far ln(numerator/denominator) may be off: errors that both have in common cancel.
    ///
    /// Where a tree's own spread differs from what its leaves give (it was measured as a whole), all its leaves count as much wider.
    public static Spread ratio(Cost numerator, Cost denominator) {
        Blend blend = new Blend();
        if (numerator.seconds > 0) {
            blend.add(numerator, numerator.stretch() / numerator.seconds);
        }
        if (denominator.seconds > 0) {
            blend.add(denominator, -denominator.stretch() / denominator.seconds);
        }
        double half = blend.spread().half();
        double middle = numerator.spread.middle() - denominator.spread.middle();
        return new Spread(middle - half, middle + half);
    }

    /// By how much the spread is wider than what the leaves give.
    private double stretch() {
        double leaves = spreadWith(UnaryOperator.identity()).half();
        return leaves > 0 ? spread.half() / leaves : 1;
    }
}
