package dev.podwright.app.drawing;

/// A full mesh in two dimensions: members in rows and columns, each joined to its whole row and its whole column.
///
/// @param across members of a row
/// @param down rows
record GridScene(int across, int down, int spares) implements Scene {
    private static final double TOP = 34;
    private static final double SIDE = 330;
    private static final double NODE = 9;

    @Override
    public double draw(Floor floor, Canvas canvas) {
        Quotient links = floor.byMember();
        double step = SIDE / Math.max(across, down);
        double left = (Picture.WIDTH - step * (across - 1)) / 2;
        double node = Math.min(NODE * 1.7, step * .24);
        for (int m = 0; m < floor.members(); m++) {
            int row = m / across;
            for (int other : links.joined(m).tailSet(m + 1)) {
                double x = left + step * (m % across);
                double y = TOP + step * row;
                double toX = left + step * (other % across);
                double toY = TOP + step * (other / across);
                int apart = Math.max(other % across - m % across, other / across - row);
                double bend = apart == 1 ? 0 : step * (.14 + .62 * (apart - 1) / Math.max(across, down));
                canvas.curve(links.look(m, other, Look.WIRE), x, y, (x + toX) / 2 - (x == toX ? bend : 0), (y + toY) / 2 - (y == toY ? bend : 0), toX, toY);
            }
        }
        for (int m = 0; m < floor.members(); m++) {
            double x = left + step * (m % across);
            double y = TOP + step * (m / across);
            canvas.dot(Scene.look(floor, m), x, y, node, "");
            if (node > NODE) {
                canvas.words(Look.INSIDE, x, y, "middle", String.valueOf(m));
            }
        }
        double bottom = TOP + step * (down - 1);
        for (int s = 0; s < spares; s++) {
            double x = left + step * (across - 1) + step * (s + 1.1);
            canvas.dot(Look.SPARE, x, bottom, node, "");
            canvas.words(Look.NOTE, x, bottom - node - 9, "middle", "+1 spare");
        }
        return bottom + TOP;
    }
}
