package dev.podwright.app.drawing;

/// A full mesh in two dimensions: members in rows and columns, each joined to its whole row and its whole column.
///
/// @param across members of a row
/// @param down rows
record GridScene(int across, int down, int spares) implements Scene {
    private static final double MARGIN = 16;
    private static final double SIDE = 330;
    private static final double NODE = 9;
    /// Members from which on lines are drawn thin.
    private static final int DENSE = 36;
    private static final double LOWEST = .3;
    private static final double HIGHER = 1.2;

    @Override
    public double draw(Floor floor, Canvas canvas) {
        Quotient links = floor.byMember();
        double step = SIDE / Math.max(across, down);
        double left = (Picture.WIDTH - step * (across - 1)) / 2;
        int longest = Math.max(across, down);
        double top = MARGIN + bend(longest - 1, longest, step) / 2;
        double node = Math.min(NODE * 1.7, step * .15);
        for (int m = 0; m < floor.members(); m++) {
            int row = m / across;
            for (int other : links.joined(m).tailSet(m + 1)) {
                double x = left + step * (m % across);
                double y = top + step * row;
                double toX = left + step * (other % across);
                double toY = top + step * (other / across);
                int apart = Math.max(other % across - m % across, other / across - row);
                double bend = bend(apart, longest, step);
                canvas.curve(links.look(m, other, floor.members() > DENSE ? Look.FAINT : Look.WIRE), x, y, (x + toX) / 2 - (x == toX ? bend : 0), (y + toY) / 2 - (y == toY ? bend : 0), toX, toY);
            }
        }
        for (int m = 0; m < floor.members(); m++) {
            double x = left + step * (m % across);
            double y = top + step * (m / across);
            canvas.dot(Scene.look(floor, m), x, y, node, "");
            if (node > NODE) {
                canvas.words(Look.INSIDE, x, y, "middle", String.valueOf(m));
            }
        }
        double bottom = top + step * (down - 1);
        for (int s = 0; s < spares; s++) {
            double x = left + step * (across - 1) + step * (s + 1.1);
            canvas.dot(Look.SPARE, x, bottom, Math.max(node, NODE), "");
            canvas.words(Look.NOTE, x, bottom - Math.max(node, NODE) - 9, "middle", "+1 spare");
        }
        return bottom + 2 * MARGIN;
    }

    /// Twice the height of the arc between members so many places apart.
    private static double bend(int apart, int longest, double step) {
        return apart <= 1 ? 0 : step * (LOWEST + HIGHER * (apart - 1) / longest);
    }
}
