package dev.podwright.app.drawing;

import dev.podwright.app.Show;
import dev.podwright.network.Network;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Groups of routers in a circle, each group a small circle of its own, with the links inside groups and between them.
///
/// @param groups routers of each
record DragonflyScene(List<List<Integer>> groups, int cards) implements Scene {
    private static final double RADIUS = 168;
    private static final double MIDDLE = 222;
    private static final double BIGGEST = 44;
    private static final double DOT = 5;
    private static final int MOST_GROUPS = 12;
    private static final int MOST_ROUTERS = 16;

    /// A floor whose switches all have cards and are joined to each other in several groups.
    static Optional<DragonflyScene> of(Floor floor) {
        Network network = floor.traffic().network();
        Set<Integer> routers = new HashSet<>(floor.own());
        Set<String> kinds = new TreeSet<>();
        for (int l = 0; l < network.links(); l++) {
            if (routers.contains(network.from(l)) && routers.contains(network.to(l))) {
                if (floor.anatomy().distance(network.from(l)) != floor.anatomy().distance(network.to(l))) {
                    return Optional.empty();
                }
                kinds.add(network.type(l).name());
            }
        }
        for (String kind : kinds) {
            List<List<Integer>> parts = parts(network, floor.own(), routers, kind);
            int size = parts.getFirst().size();
            if (parts.size() > 1 && size > 1 && parts.stream().allMatch(p -> p.size() == size)) {
                return Optional.of(new DragonflyScene(parts, floor.members()));
            }
        }
        return Optional.empty();
    }

    /// Routers joined by links of one type.
    private static List<List<Integer>> parts(Network network, List<Integer> all, Set<Integer> routers, String kind) {
        List<List<Integer>> parts = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int start : all) {
            if (seen.add(start)) {
                TreeSet<Integer> part = new TreeSet<>(List.of(start));
                ArrayDeque<Integer> open = new ArrayDeque<>(part);
                while (!open.isEmpty()) {
                    int node = open.poll();
                    for (int o = network.firstOut(node); o < network.firstOut(node + 1); o++) {
                        int next = network.to(network.out(o));
                        if (network.type(network.out(o)).name().equals(kind) && routers.contains(next) && seen.add(next)) {
                            part.add(next);
                            open.add(next);
                        }
                    }
                }
                parts.add(List.copyOf(part));
            }
        }
        return parts;
    }

    @Override
    public String note() {
        int routers = groups.getFirst().size();
        return "%s × %s × %s%s. ".formatted(Words.count(groups.size(), "group"), Words.count(routers, "router"), Words.count(cards / (groups.size() * routers), "card"),
                groups.size() > MOST_GROUPS ? ", %d groups drawn".formatted(MOST_GROUPS) : "");
    }

    @Override
    public double draw(Floor floor, Canvas canvas) {
        List<List<Integer>> shown = Choice.of(groups, MOST_GROUPS, group -> group.stream().anyMatch(n -> floor.traffic().lost(n)));
        double radius = Math.min(BIGGEST, Math.PI * RADIUS / shown.size() * .68);
        Map<Integer, double[]> places = new HashMap<>();
        for (int g = 0; g < shown.size(); g++) {
            double[] middle = around(Picture.WIDTH / 2, MIDDLE, RADIUS, g, shown.size());
            canvas.disc(Look.PANEL, middle[0], middle[1], radius + DOT + 3);
            double[] outside = around(Picture.WIDTH / 2, MIDDLE, RADIUS + radius + 18, g, shown.size());
            canvas.words(Look.NOTE, outside[0], outside[1], "middle", Show.count(groups.indexOf(shown.get(g))));
            List<Integer> routers = Choice.of(shown.get(g), MOST_ROUTERS, n -> floor.traffic().lost(n));
            for (int r = 0; r < routers.size(); r++) {
                places.put(routers.get(r), around(middle[0], middle[1], radius, r, routers.size()));
            }
        }
        Quotient links = floor.links(places.keySet());
        Map<Integer, Integer> groupOf = new HashMap<>();
        IntStream.range(0, shown.size()).forEach(g -> shown.get(g).forEach(node -> groupOf.put(node, g)));
        places.forEach((node, at) -> {
            for (int other : links.joined(node).tailSet(node + 1)) {
                double[] to = places.get(other);
                canvas.line(links.look(node, other, groupOf.get(node).equals(groupOf.get(other)) ? Look.WIRE : Look.FAINT), at[0], at[1], to[0], to[1]);
            }
        });
        new TreeSet<>(places.keySet()).forEach(node -> canvas.dot(Scene.look(floor, node, Look.SWITCH), places.get(node)[0], places.get(node)[1], DOT, ""));
        return 2 * MIDDLE;
    }

    private static double[] around(double x, double y, double radius, int index, int count) {
        double angle = 2 * Math.PI * index / count - Math.PI / 2;
        return new double[] {x + radius * Math.cos(angle), y + radius * Math.sin(angle)};
    }
}
