package dev.podwright.app.drawing;

/// Members on a circle with every link between them: full meshes and rings.
final class CircleScene implements Scene {
    private static final double RADIUS = 150;
    private static final double NODE = 21;
    /// Members drawn at most; of more, every so-manieth.
    private static final int MOST = 32;
    /// Members of which each finds room for its number.
    private static final int NUMBERED = 16;
    private static final double MARGIN = 30;

    @Override
    public double draw(Floor floor, Canvas canvas) {
        int members = floor.members();
        int shown = Math.min(members, MOST);
        Quotient links = floor.byMember();
        double size = Math.min(NODE, Math.PI * RADIUS / shown * .62);
        double middleX = Picture.WIDTH / 2;
        double middleY = MARGIN + RADIUS;
        double[] x = new double[shown];
        double[] y = new double[shown];
        for (int i = 0; i < shown; i++) {
            // The first at the upper left, so that an even number stands on a flat side.
            double angle = 2 * Math.PI * (i + .5) / shown - Math.PI / 2 - 2 * Math.PI / shown;
            x[i] = middleX + RADIUS * Math.cos(angle);
            y[i] = middleY + RADIUS * Math.sin(angle);
        }
        for (int i = 0; i < shown; i++) {
            for (int j = i + 1; j < shown; j++) {
                int a = member(i, shown, members);
                int b = member(j, shown, members);
                if (links.joins(a, b)) {
                    canvas.line(links.look(a, b, Look.WIRE), x[i], y[i], x[j], y[j]);
                }
            }
        }
        for (int i = 0; i < shown; i++) {
            int member = member(i, shown, members);
            canvas.dot(Scene.look(floor, member), x[i], y[i], size, "");
            if (shown <= NUMBERED) {
                canvas.words(Look.INSIDE, x[i], y[i], "middle", String.valueOf(member));
            }
        }
        return middleY + RADIUS + MARGIN;
    }

    private static int member(int place, int shown, int members) {
        return (int) ((long) place * members / shown);
    }
}
