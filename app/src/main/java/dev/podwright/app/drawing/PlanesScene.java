package dev.podwright.app.drawing;

import dev.podwright.app.Show;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Planes that do not meet, each in a box and a colour of its own, above members with a port into each.
record PlanesScene(Weave weave, String one) implements Scene {
    private static final double LEFT = 98;
    private static final double RIGHT = 552;
    private static final double TOP = 26;
    private static final double BOX = 92;
    private static final double LINES = 96;
    private static final int MOST_PLANES = 8;
    private static final int FEW = 3;
    private static final double SMALL = 9;
    private static final int SQUARES = 64;

    @Override
    public double draw(Floor floor, Canvas canvas) {
        int planes = Math.min(weave.planes(), MOST_PLANES);
        List<List<Integer>> tiers = floor.tiers();
        MemberRow row = new MemberRow(floor, weave, one, LEFT, RIGHT, TOP + BOX + LINES);
        List<Integer> all = java.util.stream.IntStream.range(0, floor.members()).boxed().toList();
        Map<Integer, double[]> places = new HashMap<>();
        List<Integer> ports = row.draw(canvas, Choice.of(all, MemberRow.most(floor), floor.hurt()::contains), places);
        double step = (RIGHT - LEFT) / planes;
        canvas.words(Look.NAME, 4, TOP + BOX / 2 - 18, "start", Words.count(weave.planes(), "plane"));
        for (int t = tiers.size() - 1, line = 0; t >= 0; t--, line++) {
            int node = tiers.get(t).getFirst();
            String tier = Names.tier(floor.traffic().network(), node);
            long each = tiers.get(t).stream().filter(n -> weave.plane(n) == 0).count();
            double y = TOP + BOX / 2 + 1 + 32 * line;
            canvas.words(Look.NOTE, 4, y, "start", "× " + Show.count(each));
            canvas.words(Look.NOTE, 4, y + 15, "start", Words.many(tier, each));
        }
        int[] thing = new int[floor.traffic().network().nodes()];
        Arrays.fill(thing, Quotient.NONE);
        floor.own().forEach(node -> thing[node] = floor.traffic().network().nodes() + weave.plane(node));
        ports.forEach(node -> thing[node] = node);
        Quotient links = floor.things(thing);
        for (int p = 0; p < planes; p++) {
            double x = LEFT + step * (p + .5);
            plane(floor, canvas, p, x, step - 8);
            for (int port : ports) {
                int block = floor.traffic().network().nodes() + p;
                if (links.joins(port, block)) {
                    double[] place = places.get(port);
                    canvas.line(links.look(port, block, Look.hue(p)), place[0], place[1], x + (place[0] - x) * .06, TOP + BOX);
                }
            }
        }
        return row.bottom() + TOP;
    }

    /// A box with the switches of a plane: all of them where they find room.
    private void plane(Floor floor, Canvas canvas, int plane, double x, double wide) {
        canvas.frame(Look.PANEL, x - wide / 2, TOP, wide, BOX);
        canvas.words(Look.NOTE, x, TOP - 11, "middle", Integer.toString(plane));
        List<List<Integer>> tiers = floor.tiers().stream().map(tier -> tier.stream().filter(n -> weave.plane(n) == plane).toList()).toList();
        if (tiers.size() == 1) {
            squares(floor, canvas, tiers.getFirst(), plane, x, wide);
        } else {
            layers(floor, canvas, tiers, plane, x, wide);
        }
    }

    private static void squares(Floor floor, Canvas canvas, List<Integer> nodes, int plane, double x, double wide) {
        List<Integer> shown = Choice.of(nodes, SQUARES, n -> LayeredScene.broken(floor, n));
        int across = (int) Math.ceil(Math.sqrt(shown.size()));
        double step = Math.min((wide - 10) / across, (BOX - 10) / across);
        double left = x - step * across / 2;
        double top = TOP + (BOX - step * Math.ceilDiv(shown.size(), across)) / 2;
        for (int i = 0; i < shown.size(); i++) {
            canvas.field(Scene.look(floor, shown.get(i), Look.hue(plane)), left + step * (i % across) + step * .1, top + step * (i / across) + step * .1, step * .8, step * .8);
        }
    }

    private static void layers(Floor floor, Canvas canvas, List<List<Integer>> tiers, int plane, double x, double wide) {
        Map<Integer, double[]> places = new HashMap<>();
        List<Integer> seen = new ArrayList<>();
        for (int t = 0; t < tiers.size(); t++) {
            List<Integer> shown = Choice.of(tiers.get(t), FEW, n -> LayeredScene.broken(floor, n));
            double y = TOP + BOX - 24 - (BOX - 40) * t / Math.max(1, tiers.size() - 1);
            for (int i = 0; i < shown.size(); i++) {
                places.put(shown.get(i), new double[] {x + (i - (shown.size() - 1) / 2.0) * wide / FEW * .92, y});
            }
            seen.addAll(shown);
        }
        Quotient links = floor.links(seen);
        for (int node : seen) {
            double[] at = places.get(node);
            for (int other : links.joined(node).tailSet(node + 1)) {
                double[] to = places.get(other);
                canvas.line(links.look(node, other, Look.WIRE), at[0], at[1] + SMALL / 2, to[0], to[1] + SMALL / 2);
            }
            canvas.box(Scene.look(floor, node, Look.hue(plane)), at[0] - SMALL / 2, at[1], SMALL, SMALL, Show.count(node));
        }
    }
}
