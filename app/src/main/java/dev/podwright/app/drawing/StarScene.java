package dev.podwright.app.drawing;

import java.util.List;

/// Members that hang on one or several switches, each on all of them: a server with its switch, a node with its chips, a rack on its leaf.
///
/// @param pair members side by side that stand in one frame, 1 for none
record StarScene(int pair) implements Scene {
    private static final double TOP = 34;
    private static final double SWITCHES = 60;
    private static final double ROOM = 500;
    private static final int LINE = 18;
    private static final double CHIP = 30;
    private static final int CHIPS = 20;

    @Override
    public double draw(Floor floor, Canvas canvas) {
        int members = floor.members();
        List<Integer> chips = floor.own();
        double left = (Picture.WIDTH - ROOM) / 2;
        double wide = chips.size() == 1 ? ROOM * .5 : Math.min(ROOM / chips.size() * .7, CHIP * 1.6);
        for (int c = 0; c < Math.min(chips.size(), CHIPS); c++) {
            double x = centre(c, Math.min(chips.size(), CHIPS), left);
            canvas.box(Scene.look(floor, chips.get(c), Look.SWITCH), x - wide / 2, TOP, wide, CHIP, "");
            canvas.words(Look.INSIDE, x, TOP + CHIP / 2, "middle", chips.size() == 1 ? tier(floor, chips.getFirst()) : String.valueOf(c));
        }
        return members <= LINE ? row(floor, canvas, left) : rows(floor, canvas);
    }

    private static String tier(Floor floor, int node) {
        return Names.tier(floor.traffic().network(), node);
    }

    private static double centre(int index, int count, double left) {
        return left + ROOM * (index + .5) / count;
    }

    private double row(Floor floor, Canvas canvas, double left) {
        Quotient links = floor.links(shown(floor));
        int members = floor.members();
        List<Integer> chips = floor.own();
        double y = TOP + CHIP + 130;
        double size = Math.min(CHIP, ROOM / members * .78);
        for (int m = 0; m < members; m++) {
            double x = place(m, members, left);
            int card = floor.cards(m).getFirst();
            for (int c = 0; c < Math.min(chips.size(), CHIPS); c++) {
                if (links.joins(card, chips.get(c))) {
                    double at = chips.size() == 1 ? Picture.WIDTH / 2 + (x - Picture.WIDTH / 2) * .5 : centre(c, Math.min(chips.size(), CHIPS), left);
                    canvas.line(links.look(card, chips.get(c), Look.WIRE), at, TOP + CHIP, x, y);
                }
            }
            canvas.box(Scene.look(floor, card, Look.CARD), x - size / 2, y, size, CHIP, "");
            canvas.words(Look.INSIDE, x, y + CHIP / 2, "middle", String.valueOf(m));
            if (pair > 1 && m % pair == 0) {
                frame(floor, canvas, links, m, left, y, size);
            }
        }
        return y + CHIP + TOP;
    }

    /// A package and the link between its dies.
    private void frame(Floor floor, Canvas canvas, Quotient links, int m, double left, double y, double size) {
        int members = floor.members();
        double x = place(m, members, left);
        double end = place(m + pair - 1, members, left);
        canvas.frame(Look.PANEL, x - size / 2 - 3, y - 5, end - x + size + 6, CHIP + 19);
        int card = floor.cards(m).getFirst();
        int other = floor.cards(m + pair - 1).getFirst();
        if (links.joins(card, other)) {
            canvas.line(links.look(card, other, Look.WIRE), x, y + CHIP + 7, end, y + CHIP + 7);
        }
    }

    /// Members of a frame move together.
    private double place(int m, int members, double left) {
        double x = centre(m, members, left);
        return pair > 1 ? x + (m % pair == 0 ? 2 : -2) : x;
    }

    private static List<Integer> shown(Floor floor) {
        return java.util.stream.Stream.concat(floor.own().stream(), java.util.stream.IntStream.range(0, floor.members()).mapToObj(m -> floor.cards(m).getFirst())).toList();
    }

    /// Many members as a field of boxes, each as busy as its own links.
    private static double rows(Floor floor, Canvas canvas) {
        int members = floor.members();
        int across = (int) Math.ceil(Math.sqrt(members));
        double step = Math.min(SWITCHES / 1.7, 300.0 / across);
        double left = (Picture.WIDTH - step * across) / 2;
        double top = TOP + CHIP + 46;
        canvas.frame(Look.PANEL, left - 12, top - 12, step * across + 24, step * Math.ceilDiv(members, across) + 24 - step * .2);
        for (int i = 0; i < across; i++) {
            double x = left + step * (i + .4);
            canvas.line(Look.HINT, Picture.WIDTH / 2 + (x - Picture.WIDTH / 2) * .6, TOP + CHIP, x, top - 12);
        }
        for (int m = 0; m < members; m++) {
            canvas.field(Scene.look(floor, floor.cards(m).getFirst(), Look.CARD), left + step * (m % across), top + step * (m / across), step * .8, step * .8);
        }
        return top + step * Math.ceilDiv(members, across) + TOP;
    }
}
