package dev.podwright.units;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
/// @param why where a leaf's number comes from: the fit, the algorithm; leaves with the same one err together
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
    /// Spreads combine by time share. Leaves with the same `why` (one fit, one borrowed law) err together: their shares
    /// of the log quantiles add up. Leaves with different ones err apart: the middles of their quantiles add up, the
    /// half-widths as the root of the sum of squares.
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
        Map<String, double[]> bySource = new LinkedHashMap<>();
        parts.forEach(part -> share(part, part.times / seconds, bySource));
        double centre = 0;
        double square = 0;
        for (double[] quantiles : bySource.values()) {
            centre += (quantiles[0] + quantiles[1]) / 2;
            double half = (quantiles[1] - quantiles[0]) / 2;
            square += half * half;
        }
        return new Spread(centre - Math.sqrt(square), centre + Math.sqrt(square));
    }

    /// Adds the quantiles of all leaves below `node`, weighted by their share of the whole, under what they come from.
    private static void share(Cost node, double weight, Map<String, double[]> bySource) {
        if (!node.children.isEmpty()) {
            node.children.forEach(child -> share(child, weight * child.times, bySource));
            return;
        }
        double[] quantiles = bySource.computeIfAbsent(node.why, _ -> new double[2]);
        quantiles[0] += weight * node.seconds * node.spread.low();
        quantiles[1] += weight * node.seconds * node.spread.high();
    }
}
