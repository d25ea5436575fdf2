package dev.podwright.app.drawing;

import java.util.List;

/// What something on a picture stands for; the style sheet says how that looks, in light and in dark. Later ones lie over earlier ones.
public enum Look {
    PANEL, HINT, FAINT, WIRE, HEAT0, HEAT1, HEAT2, HEAT3, HEAT4, HEAT5, HEAT6, HEAT7, HEAT8,
    HUE0, HUE1, HUE2, HUE3, HUE4, HUE5, HUE6, HUE7, SLOW, SILENT, DEAD, DOWN,
    CARD, SWITCH, SPARE, LOST, NAME, NOTE, INSIDE;

    private static final List<Look> HEAT = List.of(HEAT0, HEAT1, HEAT2, HEAT3, HEAT4, HEAT5, HEAT6, HEAT7, HEAT8);
    private static final List<Look> HUES = List.of(HUE0, HUE1, HUE2, HUE3, HUE4, HUE5, HUE6, HUE7);

    /// Steps of the scale from idle to busiest.
    public static final int STEPS = HEAT.size();

    /// @param use from 0, idle, to 1, the busiest
    public static Look heat(double use) {
        return HEAT.get((int) Math.max(0, Math.min(STEPS - 1, Math.ceil(use * (STEPS - 1)))));
    }

    /// The colour of the `index`-th of several things alike, such as rails.
    static Look hue(int index) {
        return HUES.get(Math.floorMod(index, HUES.size()));
    }

    public String css() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
