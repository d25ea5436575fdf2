package dev.podwright.app.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A torus of two or three dimensions, seen from the side; of long dimensions the first members and the last. The rings close with an arc where one sees them.
record TorusScene(List<Integer> lengths) implements Scene {
    private static final int MOST_FLAT = 8;
    private static final int MOST_DEEP = 4;
    private static final double[][] FLAT = {{46, 0}, {0, -42}, {0, 0}};
    private static final double[][] DEEP = {{84, 0}, {21, -17}, {0, -80}};
    private static final double TOP = 56;
    private static final double NODE = 7.5;
    private static final double STUB = .36;
    private static final int DIMENSIONS = 3;

    @Override
    public double draw(Floor floor, Canvas canvas) {
        boolean deep = lengths.size() > 2;
        List<List<Integer>> shown = new ArrayList<>();
        for (int d = 0; d < DIMENSIONS; d++) {
            shown.add(shown(d < lengths.size() ? lengths.get(d) : 1, deep ? MOST_DEEP : MOST_FLAT));
        }
        View view = new View(deep ? DEEP : FLAT, shown);
        Quotient links = floor.byMember();
        // From the back to the front.
        for (int c = 0; c < shown.get(2).size(); c++) {
            for (int b = shown.get(1).size() - 1; b >= 0; b--) {
                for (int a = 0; a < shown.get(0).size(); a++) {
                    node(floor, canvas, view, links, new int[] {a, b, c});
                }
            }
        }
        for (int d = 0; d < lengths.size(); d++) {
            closing(canvas, view, links, d);
        }
        return view.bottom + TOP;
    }

    private static List<Integer> shown(int length, int most) {
        return length <= most + 1 ? IntStream.range(0, length).boxed().toList()
                : IntStream.concat(IntStream.range(0, most - 1), IntStream.of(length - 1)).boxed().toList();
    }

    private void node(Floor floor, Canvas canvas, View view, Quotient links, int[] at) {
        int member = view.member(lengths, at);
        double x = view.x(at);
        double y = view.y(at);
        for (int d = 0; d < lengths.size(); d++) {
            int[] next = at.clone();
            next[d]++;
            if (next[d] < view.shown.get(d).size()) {
                int other = view.member(lengths, next);
                // Where members are left out the line is only hinted at.
                canvas.line(links.joins(member, other) ? links.look(member, other, view.surface(at, next) ? Look.WIRE : Look.FAINT) : Look.HINT, x, y, view.x(next), view.y(next));
            }
        }
        canvas.dot(Scene.look(floor, member), x, y, NODE, "");
    }

    /// The arc that closes one ring of a dimension, and stubs where others do.
    private void closing(Canvas canvas, View view, Quotient links, int d) {
        int last = view.shown.get(d).size() - 1;
        int length = lengths.get(d);
        int[] first = {0, 0, 0};
        if (d == 1 && lengths.size() > 2) {
            first[0] = view.shown.get(0).size() - 1;
        }
        int[] end = first.clone();
        end[d] = last;
        int a = view.member(lengths, first);
        int b = view.member(lengths, end);
        boolean closed = length > 2 && links.joins(a, b);
        double middleX = (view.x(first) + view.x(end)) / 2;
        double middleY = (view.y(first) + view.y(end)) / 2;
        double[] out = d == 0 ? new double[] {0, 70} : d == 1 && lengths.size() > 2 ? new double[] {56, 44} : new double[] {-80, 0};
        if (closed) {
            canvas.curve(links.look(a, b, Look.WIRE), view.x(first), view.y(first), middleX + out[0], middleY + out[1], view.x(end), view.y(end));
        }
        canvas.words(Look.NAME, middleX + out[0] * .62, middleY + out[1] * .62 + 4, d == 0 ? "middle" : out[0] > 0 ? "start" : "end", Integer.toString(length));
        if (closed) {
            stubs(canvas, view, d, last);
        }
    }

    private void stubs(Canvas canvas, View view, int d, int last) {
        int one = (d + 1) % DIMENSIONS;
        int two = (d + 2) % DIMENSIONS;
        for (int i = 0; i < view.shown.get(one).size(); i++) {
            for (int j = 0; j < view.shown.get(two).size(); j++) {
                for (int side = 0; side < 2; side++) {
                    int[] at = new int[DIMENSIONS];
                    at[d] = side * last;
                    at[one] = i;
                    at[two] = j;
                    double sign = side == 0 ? -STUB : STUB;
                    canvas.line(Look.HINT, view.x(at), view.y(at), view.x(at) + sign * view.step[d][0], view.y(at) + sign * view.step[d][1]);
                }
            }
        }
    }

    /// Places on the picture.
    private static final class View {
        private final double[][] step;
        private final List<List<Integer>> shown;
        private final double left;
        private final double bottom;

        View(double[][] step, List<List<Integer>> shown) {
            this.step = step;
            this.shown = shown;
            double width = 0;
            double height = 0;
            for (int d = 0; d < DIMENSIONS; d++) {
                width += step[d][0] * (shown.get(d).size() - 1);
                height -= step[d][1] * (shown.get(d).size() - 1);
            }
            left = (Picture.WIDTH - width) / 2;
            bottom = TOP * .7 + height;
        }

        double x(int[] at) {
            return left + step[0][0] * at[0] + step[1][0] * at[1] + step[2][0] * at[2];
        }

        double y(int[] at) {
            return bottom + step[0][1] * at[0] + step[1][1] * at[1] + step[2][1] * at[2];
        }

        /// Whether a line lies on one of the three sides that one sees.
        boolean surface(int[] at, int[] next) {
            return at[1] == 0 && next[1] == 0 || at[0] == shown.get(0).size() - 1 && next[0] == at[0] || at[2] == shown.get(2).size() - 1 && next[2] == at[2];
        }

        int member(List<Integer> lengths, int[] at) {
            int member = 0;
            int stride = 1;
            for (int d = 0; d < lengths.size(); d++) {
                member += shown.get(d).get(at[d]) * stride;
                stride *= lengths.get(d);
            }
            return member;
        }
    }
}
