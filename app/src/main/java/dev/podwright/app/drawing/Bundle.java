package dev.podwright.app.drawing;

/// All links between two things, in both directions.
final class Bundle {
    private int links;
    private int down;
    private int slowed;
    /// Links of failed cards and switches.
    private int silent;
    private double most;

    void add(Traffic traffic, int link) {
        links++;
        down += traffic.down(link) ? 1 : 0;
        silent += traffic.lost(traffic.network().from(link)) || traffic.lost(traffic.network().to(link)) ? 1 : 0;
        slowed += traffic.slowed(link) ? 1 : 0;
        most = Math.max(most, traffic.use(link));
    }

    int cables() {
        return links / 2;
    }

    /// Whether some of it is broken, but not all, and not only because a card or switch has failed.
    boolean hurt() {
        return down > silent && down < links || slowed > 0;
    }

    boolean down() {
        return down == links;
    }

    /// How it is drawn where sound idle lines look like `plain`.
    Look look(boolean flows, Look plain) {
        if (down()) {
            return silent == links ? Look.SILENT : Look.DOWN;
        }
        return hurt() ? Look.SLOW : flows ? Look.heat(most) : plain;
    }
}
