package dev.podwright.app.drawing;

import dev.podwright.app.Show;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All racks of a large Clos as a field of boxes below all its spines, every one as busy as its busiest link; links from a few racks and broken ones.
record FieldScene(String one) implements Scene {
    /// Members that find room.
    static final int MOST = 1024;
    private static final double LEFT = 98;
    private static final double RIGHT = 552;
    private static final double TOP = 22;
    private static final double LINES = 84;
    private static final double SPINE = 13;
    private static final int SPINES_PER_ROW = 32;
    private static final int SPINES = 128;
    private static final double STRETCH = 1.9;
    private static final double BIGGEST = 30;
    private static final int FEW = 5;

    @Override
    public double draw(Floor floor, Canvas canvas) {
        List<Integer> tier = floor.tiers().getLast();
        List<Integer> spines = Choice.of(tier, SPINES, n -> LayeredScene.broken(floor, n));
        Map<Integer, double[]> places = new HashMap<>();
        int perRow = Math.min(SPINES_PER_ROW, spines.size());
        double step = Math.min((RIGHT - LEFT) / perRow, BIGGEST);
        double indent = LEFT + (RIGHT - LEFT - step * perRow) / 2;
        int rows = Math.ceilDiv(spines.size(), perRow);
        for (int i = 0; i < spines.size(); i++) {
            double x = indent + step * (i % perRow);
            double y = TOP + (SPINE + 3) * (i / perRow);
            canvas.field(Scene.look(floor, spines.get(i), Look.SWITCH), x, y, step * .8, SPINE);
            places.put(spines.get(i), new double[] {x + step * .4, y + SPINE});
        }
        double spineEnd = TOP + (SPINE + 3) * rows;
        canvas.words(Look.NAME, 4, TOP + spineEnd / 2 - 19, "start", Show.count(tier.size()));
        canvas.words(Look.NOTE, 4, TOP + spineEnd / 2 - 2, "start", Words.many(tierName(floor, tier.getFirst()), tier.size()));
        double bottom = field(floor, canvas, spineEnd + LINES, places);
        links(floor, canvas, spines, places, perRow);
        return bottom + TOP;
    }

    private static String tierName(Floor floor, int node) {
        return Names.tier(floor.traffic().network(), node);
    }

    private double field(Floor floor, Canvas canvas, double top, Map<Integer, double[]> places) {
        int members = floor.members();
        int across = across(members);
        double step = Math.min((RIGHT - LEFT) / across, BIGGEST);
        double indent = LEFT + (RIGHT - LEFT - step * across) / 2;
        Map<Integer, List<Integer>> edges = new HashMap<>();
        floor.edge().forEach(node -> edges.computeIfAbsent(floor.memberOf(node), _ -> new ArrayList<>()).add(node));
        for (int m = 0; m < members; m++) {
            double x = indent + step * (m % across);
            double y = top + step * (m / across);
            List<Integer> watched = edges.getOrDefault(m, floor.cards(m));
            boolean lost = watched.stream().allMatch(floor.traffic()::lost);
            double busiest = watched.stream().mapToDouble(floor.traffic()::busiest).max().orElse(0);
            canvas.field(lost ? Look.LOST : floor.traffic().flows() ? Look.heat(busiest) : Look.CARD, x, y, step * .82, step * .82);
            int column = m % across;
            boolean drawn = m < across && column % Math.max(1, (across - 1) / (FEW - 1)) == 0;
            for (int node : watched) {
                if (drawn || floor.anatomy().distance(node) > 0 && LayeredScene.broken(floor, node)) {
                    places.put(node, new double[] {x + step * .41, y});
                }
            }
        }
        int rows = Math.ceilDiv(members, across);
        canvas.words(Look.NAME, 4, top + step * rows / 2 - 12, "start", Show.count(members));
        canvas.words(Look.NOTE, 4, top + step * rows / 2 + 5, "start", Words.many(one, members));
        canvas.words(Look.NOTE, 4, top + step * rows / 2 + 21, "start", "× " + floor.memberSize());
        return top + step * rows;
    }

    private static int across(int members) {
        return (int) Math.ceil(Math.sqrt(members * STRETCH));
    }

    private static void links(Floor floor, Canvas canvas, List<Integer> spines, Map<Integer, double[]> places, int perRow) {
        Quotient links = floor.links(places.keySet());
        List<Integer> lowest = spines.subList(spines.size() - Math.min(perRow, spines.size()), spines.size());
        for (int spine : spines) {
            for (int member : links.joined(spine)) {
                double[] from = places.get(member);
                double[] to = places.get(spine);
                // Of broken racks in the middle of the field only what is broken.
                boolean front = floor.memberOf(member) < across(floor.members()) && lowest.contains(spine);
                if (from[1] > to[1] && (front || links.between(member, spine).down())) {
                    canvas.line(links.look(member, spine, Look.WIRE), from[0], from[1], to[0], to[1]);
                }
            }
        }
    }
}
