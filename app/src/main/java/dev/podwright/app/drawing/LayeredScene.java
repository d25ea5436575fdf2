package dev.podwright.app.drawing;

import dev.podwright.app.Show;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Members below, tiers of switches above, with the links between those that are drawn: fat trees, with rails or without.
record LayeredScene(Weave weave, String one) implements Scene {
    private static final double LEFT = 98;
    private static final double RIGHT = 550;
    private static final double TOP = 26;
    private static final double ROW = 92;
    private static final double CHIP = 22;
    private static final int MOST = 16;

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
            List<Integer> near = t == 0 ? near(floor, tier, members) : tier;
            shown.add(Choice.of(near, MOST, node -> broken(floor, node)));
            seen.addAll(shown.getLast());
        }
        Quotient links = Quotient.ofNodes(floor.traffic(), seen);
        for (int t = 0; t < tiers.size(); t++) {
            double y = TOP + ROW * (tiers.size() - 1 - t);
            tier(floor, canvas, shown.get(t), tiers.get(t), y, places);
        }
        for (int node : seen) {
            for (int other : links.joined(node).tailSet(node + 1)) {
                double[] a = places.get(node);
                double[] b = places.get(other);
                if (a != null && b != null && floor.anatomy().distance(node) != floor.anatomy().distance(other)) {
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
        return Choice.of(all, MemberRow.most(floor), m -> floor.hurt().contains(m));
    }

    /// Switches of the lowest tier that shown members hang on.
    private static List<Integer> near(Floor floor, List<Integer> tier, List<Integer> members) {
        TreeSet<Integer> below = new TreeSet<>();
        for (int m : members) {
            below.addAll(floor.cards(m));
            below.addAll(floor.edge(m));
        }
        List<Integer> all = new ArrayList<>(below);
        all.addAll(tier);
        Quotient links = Quotient.ofNodes(floor.traffic(), all);
        return tier.stream().filter(node -> links.joined(node).stream().anyMatch(below::contains)).toList();
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
        double step = (RIGHT - LEFT) / shown.size();
        double wide = Math.min(step * .74, 58);
        for (int i = 0; i < shown.size(); i++) {
            int node = shown.get(i);
            double x = LEFT + step * (i + .5);
            Look plain = weave.railed() && floor.anatomy().distance(node) == 1 ? Look.hue(weave.rail(node)) : Look.SWITCH;
            canvas.box(Scene.look(floor, node, plain), x - wide / 2, y, wide, CHIP, "");
            int number = node - first(floor, node);
            if (wide >= 9.0 * String.valueOf(number).length() + 4) {
                canvas.words(Look.INSIDE, x, y + CHIP / 2, "middle", String.valueOf(number));
            }
            places.put(node, new double[] {x, y});
            if (i > 0 && node != shown.get(i - 1) + 1) {
                canvas.words(Look.NOTE, x - step / 2, y + CHIP / 2, "middle", "…");
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
