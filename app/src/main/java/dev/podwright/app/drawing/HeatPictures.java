package dev.podwright.app.drawing;

import dev.podwright.app.Show;
import dev.podwright.network.Network;
import dev.podwright.network.topology.Wired;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Use of the links of a pod as tables, floor by floor: members against the switches above them, switches against switches, members against members, lines of
/// a torus dimension by dimension.
public final class HeatPictures {
    private static final double TOP = 40;
    private static final double LEFT = 46;
    private static final double WIDE = 500;
    private static final double HIGH = 380;
    private static final double BIGGEST = 26;
    private static final double GAPLESS = 10;
    private static final double PERCENT = 100;

    private final Traffic traffic;

    private HeatPictures(Traffic traffic) {
        this.traffic = traffic;
    }

    /// @param traffic that flows; no pictures if none does
    public static List<Picture> of(Wired wired, List<Storey> storeys, Traffic traffic) {
        Floors floors = new Floors(wired, storeys, traffic);
        return matrices(floors, traffic).entrySet().stream().flatMap(e -> e.getValue().stream().flatMap(m -> pictures(e.getKey(), m).stream())).toList();
    }

    /// Tables by the title of their floor.
    static Map<String, List<Matrix>> matrices(Floors floors, Traffic traffic) {
        Map<String, List<Matrix>> all = new java.util.LinkedHashMap<>();
        if (traffic.flows()) {
            HeatPictures heat = new HeatPictures(traffic);
            floors.all().forEach(floor -> all.put(floors.title(floor), heat.matrices(floor, floors.member(floor))));
        }
        return all;
    }

    private List<Matrix> matrices(Floor floor, String member) {
        List<Matrix> matrices = new ArrayList<>();
        int[] memberOf = memberOf(floor);
        String members = Words.many(member, floor.members());
        if (floor.direct()) {
            Optional<Lattice> lattice = Floors.lattice(floor).filter(l -> !l.allFull());
            if (lattice.isPresent()) {
                lines(floor, lattice.get(), memberOf, members, matrices);
            } else {
                matrices.add(table(floor, members, members, floor.members(), floor.members(), memberOf, memberOf, true));
            }
            return matrices;
        }
        Weave weave = new Weave(floor);
        int[] lower = memberOf;
        String what = members;
        int count = floor.members();
        for (List<Integer> tier : floor.tiers()) {
            int[] column = order(tier);
            String name = Names.tier(traffic.network(), tier.getFirst());
            Matrix matrix = table(floor, what, Words.many(name, tier.size()), count, tier.size(), lower, column, false);
            // One switch alone: the drawing says as much.
            if (matrix.count() > 0 && tier.size() > 1) {
                matrices.add(matrix);
            }
            lower = inPlane(tier, weave);
            what = Words.many(name, tier.size()) + (weave.planes() > 1 ? " of each plane" : "");
            count = Arrays.stream(lower).max().orElse(0) + 1;
        }
        return matrices;
    }

    /// Member of each node of a floor that belongs to one.
    private int[] memberOf(Floor floor) {
        int[] memberOf = new int[traffic.network().nodes()];
        Arrays.fill(memberOf, Quotient.NONE);
        for (int m = 0; m < floor.members(); m++) {
            for (int card : floor.cards(m)) {
                memberOf[card] = m;
            }
        }
        floor.edge().forEach(node -> memberOf[node] = floor.memberOf(node));
        return memberOf;
    }

    private int[] order(List<Integer> tier) {
        int[] order = new int[traffic.network().nodes()];
        Arrays.fill(order, Quotient.NONE);
        for (int i = 0; i < tier.size(); i++) {
            order[tier.get(i)] = i;
        }
        return order;
    }

    /// Numbers of switches within their planes: planes do not meet, so they share rows.
    private int[] inPlane(List<Integer> tier, Weave weave) {
        int[] order = new int[traffic.network().nodes()];
        Arrays.fill(order, Quotient.NONE);
        Map<Integer, Integer> next = new HashMap<>();
        tier.forEach(node -> order[node] = next.merge(weave.plane(node), 1, Integer::sum) - 1);
        return order;
    }

    /// @param directed whether a link stands once, in the row of its sender; else both directions in one cell
    private Matrix table(Floor floor, String what, String other, int rows, int columns, int[] row, int[] column, boolean directed) {
        Network network = traffic.network();
        int[] rowOf = new int[network.links()];
        int[] columnOf = new int[network.links()];
        Arrays.fill(rowOf, Quotient.NONE);
        for (int l = 0; l < network.links(); l++) {
            int storey = floor.anatomy().storeyOfLink(l);
            int a = network.from(l);
            int b = network.to(l);
            if (storey >= floor.from() && storey <= floor.to()) {
                boolean forth = row[a] != Quotient.NONE && column[b] != Quotient.NONE;
                boolean back = !directed && row[b] != Quotient.NONE && column[a] != Quotient.NONE;
                if (forth && !(directed && row[a] == row[b])) {
                    rowOf[l] = row[a];
                    columnOf[l] = column[b];
                } else if (back) {
                    rowOf[l] = row[b];
                    columnOf[l] = column[a];
                }
            }
        }
        return Matrix.wide(what, other, rows, columns, traffic, l -> rowOf[l], l -> columnOf[l]);
    }

    /// One table per dimension: each line of members in a row, the links along it in columns.
    private void lines(Floor floor, Lattice lattice, int[] memberOf, String members, List<Matrix> matrices) {
        Network network = traffic.network();
        int stride = 1;
        for (Lattice.Dimension dimension : lattice.dimensions()) {
            int step = stride;
            int length = dimension.length();
            int[] rowOf = new int[network.links()];
            int[] columnOf = new int[network.links()];
            Arrays.fill(rowOf, Quotient.NONE);
            for (int l = 0; l < network.links(); l++) {
                int a = memberOf[network.from(l)];
                int b = memberOf[network.to(l)];
                if (a != Quotient.NONE && b != Quotient.NONE && a != b && a % step == b % step && a / (step * length) == b / (step * length)) {
                    rowOf[l] = a / (step * length) * step + a % step;
                    columnOf[l] = a / step % length;
                }
            }
            matrices.add(Matrix.wide("lines of %d %s".formatted(length, members), "places on the line", floor.members() / length, length, traffic, l -> rowOf[l], l -> columnOf[l]));
            stride *= length;
        }
    }

    private static List<Picture> pictures(String title, Matrix matrix) {
        if (!matrix.binned() || matrix.even()) {
            return List.of(picture(title + ", " + matrix.what(), matrix, matrix.most()));
        }
        return List.of(picture(title + ", " + matrix.what() + ": busiest link of each cell", matrix, matrix.most()),
                picture(title + ", " + matrix.what() + ": mean of each cell", matrix, matrix.mean()));
    }

    private static Picture picture(String title, Matrix matrix, double[][] use) {
        Canvas canvas = new Canvas();
        int rows = use.length;
        int columns = use[0].length;
        double wide = Math.min(WIDE / columns, BIGGEST);
        double high = Math.min(HIGH / rows, BIGGEST);
        double gap = Math.min(wide, high) < GAPLESS ? 0 : 1;
        double left = LEFT + (Picture.WIDTH - LEFT - wide * columns) / 2;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; ) {
                Look look = look(matrix, use, r, c);
                int end = c + 1;
                // Neighbours that look alike are one box where no gap is seen.
                while (gap == 0 && end < columns && look(matrix, use, r, end) == look) {
                    end++;
                }
                if (look != Look.PANEL) {
                    canvas.field(look, left + wide * c, TOP + high * r, wide * (end - c) - gap, high - gap);
                }
                c = end;
            }
        }
        canvas.words(Look.NOTE, left, TOP - 12, "start", "0");
        canvas.words(Look.NOTE, left + wide * columns, TOP - 12, "end", Show.count(matrix.columns() - 1L));
        canvas.words(Look.NOTE, left - 8, TOP + high / 2, "end", "0");
        canvas.words(Look.NOTE, left - 8, TOP + high * (rows - .5), "end", Show.count(matrix.rows() - 1L));
        String taken = taken(matrix.perRow(), "rows") + taken(matrix.perColumn(), "columns");
        int failed = matrix.failed();
        String says = "%s links%s; busiest %s, mean %s.%s".formatted(Show.count(matrix.count()), failed == 0 ? "" : ", %s of them failed".formatted(Show.count(failed)), percent(matrix.busiest()),
                percent(matrix.sum() / Math.max(1, matrix.count() - failed)), taken);
        return new Picture(title, says, Picture.WIDTH, TOP + high * rows + 14, canvas.marks());
    }

    private static String taken(int together, String what) {
        return together > 1 ? " Each %d %s stand in one.".formatted(together, what) : "";
    }

    private static Look look(Matrix matrix, double[][] use, int row, int column) {
        int links = matrix.links()[row][column];
        return links == 0 ? Look.PANEL : matrix.down()[row][column] == links ? Look.DEAD : Look.heat(use[row][column]);
    }

    private static String percent(double share) {
        return Show.number(share * PERCENT) + " %";
    }
}
