package dev.podwright.app.drawing;

/// All links between two things, in both directions.
final class Bundle {
    private int links;
    private int down;
    private int slowed;
    private double most;

    void add(Traffic traffic, int link) {
        links++;
        down += traffic.down(link) ? 1 : 0;
        slowed += traffic.slowed(link) ? 1 : 0;
        most = Math.max(most, traffic.use(link));
    }

    int cables() {
        return links / 2;
    }

    /// Whether some of it is broken, but not all.
    boolean hurt() {
        return down > 0 && down < links || slowed > 0;
    }

    boolean down() {
        return down == links;
    }

    /// How it is drawn where sound idle lines look like `plain`.
    Look look(boolean flows, Look plain) {
        if (down()) {
            return Look.DOWN;
        }
        return hurt() ? Look.SLOW : flows ? Look.heat(most) : plain;
    }
}
