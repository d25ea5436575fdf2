package dev.podwright.app.drawing;

import dev.podwright.app.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Members as boxes beside each other, with the cards or switches through which they are joined.
///
/// @param y of the upper edge
record MemberRow(Floor floor, Weave weave, String one, double left, double right, double y) {
    private static final double HEIGHT = 62;
    private static final double PORT = 15;
    private static final double PAD = 7;
    private static final double GAP = 14;
    /// Cards of a member that are drawn one by one at most.
    private static final int CARDS = 8;
    private static final int WIDE = 4;
    private static final int NARROW = 8;

    /// Members drawn at most.
    static int most(Floor floor) {
        int ports = floor.edge().isEmpty() ? floor.memberSize() : floor.edge(0).size();
        return ports > 2 ? WIDE : NARROW;
    }

    double bottom() {
        return y + HEIGHT;
    }

    /// @param places where links end, to be filled
    /// @return nodes at which links end
    List<Integer> draw(Canvas canvas, List<Integer> members, Map<Integer, double[]> places) {
        canvas.words(Look.NAME, 4, y + HEIGHT / 2 - 8, "start", Show.count(floor.members()));
        canvas.words(Look.NOTE, 4, y + HEIGHT / 2 + 9, "start", Words.many(one, floor.members()));
        List<Integer> ports = new ArrayList<>();
        double step = (right - left) / members.size();
        double wide = Math.min(step - GAP, 150);
        for (int i = 0; i < members.size(); i++) {
            int member = members.get(i);
            double x = left + step * (i + .5) - wide / 2;
            canvas.frame(Look.PANEL, x, y, wide, HEIGHT);
            canvas.words(Look.NOTE, x + wide / 2, y + HEIGHT - 12, "middle", wide > 8.5 * (one.length() + 4) ? one + " " + member : String.valueOf(member));
            if (i > 0 && member != members.get(i - 1) + 1) {
                canvas.words(Look.NOTE, x - (step - wide) / 2, y + HEIGHT / 2, "middle", "…");
            }
            ports.addAll(ports(canvas, member, x, wide, places));
        }
        return ports;
    }

    private List<Integer> ports(Canvas canvas, int member, double x, double wide, Map<Integer, double[]> places) {
        List<Integer> cards = floor.cards(member);
        List<Integer> ports = floor.edge(member).isEmpty() ? cards : floor.edge(member);
        if (ports.size() > 2 * CARDS) {
            ports = ports.subList(0, CARDS);
        }
        double step = (wide - 2 * PAD) / ports.size();
        double size = Math.min(step * .8, floor.edge(member).isEmpty() ? PORT : PORT * 1.6);
        boolean edges = !floor.edge(member).isEmpty();
        for (int i = 0; i < ports.size(); i++) {
            int node = ports.get(i);
            double middle = x + PAD + step * (i + .5);
            Look plain = edges ? weave.planes() > 1 ? Look.hue(weave.plane(node)) : Look.SWITCH : weave.railed() ? Look.hue(i) : Look.CARD;
            canvas.box(Scene.look(floor, node, plain), middle - size / 2, y + PAD, size, PORT, "");
            places.put(node, new double[] {middle, y + PAD});
        }
        if (edges && cards.size() > 1) {
            canvas.words(Look.NOTE, x + wide / 2, y + HEIGHT - 29, "middle", wide > 70 ? Words.count(cards.size(), "card") : String.valueOf(cards.size()));
        }
        return ports;
    }
}
