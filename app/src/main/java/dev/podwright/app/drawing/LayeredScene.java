package dev.podwright.app.drawing;

import dev.podwright.app.Show;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Members below, tiers of switches above, with the links between those that are drawn: fat trees, with rails or without.
record LayeredScene(Weave weave, String one) implements Scene {
    private static final double LEFT = 98;
    private static final double RIGHT = 550;
    private static final double TOP = 26;
    private static final double ROW = 92;
    private static final double CHIP = 22;
    private static final int MOST = 16;
    /// Room for the dots where some are left out, in places.
    private static final double GAP = .7;
    private static final double DIGIT = 7.8;
    private static final double BEND = 34;
    private static final int FEW = 6;

    @Override
    public double draw(Floor floor, Canvas canvas) {
        List<List<Integer>> tiers = floor.tiers();
        List<Integer> members = members(floor, tiers.getFirst());
        MemberRow row = new MemberRow(floor, weave, one, LEFT, RIGHT, TOP + ROW * tiers.size() + 14);
        Map<Integer, double[]> places = new HashMap<>();
        List<Integer> lower = row.draw(canvas, members, places);
        TreeSet<Integer> seen = new TreeSet<>(lower);
        List<List<Integer>> shown = new ArrayList<>();
        for (int t = 0; t < tiers.size(); t++) {
            List<Integer> tier = tiers.get(t);
            List<Integer> near = near(floor, tier, t == 0 ? lower : shown.get(t - 1));
            shown.add(Choice.of(near, MOST, node -> broken(floor, node)));
            seen.addAll(shown.getLast());
        }
        Quotient links = floor.links(seen);
        for (int t = 0; t < tiers.size(); t++) {
            double y = TOP + ROW * (tiers.size() - 1 - t);
            tier(floor, canvas, shown.get(t), tiers.get(t), y, places);
        }
        for (int node : seen) {
            for (int other : links.joined(node).tailSet(node + 1)) {
                double[] a = places.get(node);
                double[] b = places.get(other);
                if (a != null && b != null && floor.anatomy().distance(node) == floor.anatomy().distance(other)) {
                    canvas.curve(links.look(node, other, Look.WIRE), a[0], a[1] + CHIP, (a[0] + b[0]) / 2, a[1] + CHIP + BEND, b[0], b[1] + CHIP);
                } else if (a != null && b != null) {
                    double[] upper = a[1] < b[1] ? a : b;
                    double[] under = a[1] < b[1] ? b : a;
                    int leaf = floor.anatomy().distance(node) > 0 ? node : other;
                    Look plain = weave.railed() && floor.anatomy().distance(Math.min(node, other)) == 0 ? Look.hue(weave.rail(leaf)) : Look.WIRE;
                    canvas.line(links.look(node, other, plain), upper[0], upper[1] + CHIP, under[0], under[1]);
                }
            }
        }
        return row.bottom() + TOP;
    }

    /// Some of the first unit of members under the same switches, and the last of all.
    private static List<Integer> members(Floor floor, List<Integer> leaves) {
        List<Integer> all = java.util.stream.IntStream.range(0, floor.members()).boxed().toList();
        return Choice.of(all, MemberRow.most(floor), floor.hurt()::contains);
    }

    /// Switches of a tier that what is drawn below it hangs on.
    private static List<Integer> near(Floor floor, List<Integer> tier, List<Integer> drawn) {
        Set<Integer> below = new HashSet<>(drawn);
        List<Integer> all = new ArrayList<>(below);
        all.addAll(tier);
        Quotient links = floor.links(all);
        List<Integer> near = tier.stream().filter(node -> links.joined(node).stream().anyMatch(below::contains)).toList();
        TreeSet<Integer> shown = new TreeSet<>(near);
        // A few that nothing shown hangs on, where there is room: a network of two leaves looks like none.
        Choice.of(tier, FEW, node -> broken(floor, node)).stream().limit(Math.max(0, FEW - near.size())).forEach(shown::add);
        return List.copyOf(shown);
    }

    static boolean broken(Floor floor, int node) {
        var network = floor.traffic().network();
        for (int o = network.firstOut(node); o < network.firstOut(node + 1); o++) {
            if (floor.traffic().down(network.out(o))) {
                return true;
            }
        }
        return false;
    }

    private void tier(Floor floor, Canvas canvas, List<Integer> shown, List<Integer> all, double y, Map<Integer, double[]> places) {
        label(floor, canvas, all, y + CHIP / 2);
        int gaps = 0;
        for (int i = 1; i < shown.size(); i++) {
            gaps += shown.get(i) == shown.get(i - 1) + 1 ? 0 : 1;
        }
        double step = (RIGHT - LEFT) / (shown.size() + gaps * GAP);
        double wide = Math.min(step * .78, 58);
        double x = LEFT - step / 2;
        for (int i = 0; i < shown.size(); i++) {
            int node = shown.get(i);
            boolean gap = i > 0 && node != shown.get(i - 1) + 1;
            x += gap ? step * (1 + GAP) : step;
            Look plain = weave.railed() && floor.anatomy().distance(node) == 1 ? Look.hue(weave.rail(node)) : Look.SWITCH;
            canvas.box(Scene.look(floor, node, plain), x - wide / 2, y, wide, CHIP, "");
            int number = node - first(floor, node);
            if (wide >= DIGIT * String.valueOf(number).length() + 1) {
                canvas.words(Look.INSIDE, x, y + CHIP / 2, "middle", String.valueOf(number));
            }
            places.put(node, new double[] {x, y});
            if (gap) {
                canvas.words(Look.NOTE, x - step * (1 + GAP) / 2, y + CHIP / 2, "middle", "…");
            }
        }
    }

    static int first(Floor floor, int node) {
        return Names.of(floor.traffic().network(), node).first();
    }

    private static void label(Floor floor, Canvas canvas, List<Integer> all, double y) {
        int node = all.getFirst();
        String name = Names.tier(floor.traffic().network(), node);
        canvas.words(Look.NAME, 4, y - 8, "start", Show.count(all.size()));
        canvas.words(Look.NOTE, 4, y + 9, "start", Words.many(name, all.size()));
    }
}
