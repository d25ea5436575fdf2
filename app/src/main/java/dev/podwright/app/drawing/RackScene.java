package dev.podwright.app.drawing;

import java.util.List;
import java.util.stream.IntStream;

/// A rack as one stands before it: compute trays above and below the switch trays. An NVL72 has 18 trays of four GPUs and nine of two switch chips
/// (NVIDIA, GB200 NVL72 rack design).
record RackScene() implements Scene {
    private static final int CARDS = 72;
    private static final int CHIPS = 18;
    private static final int PER_TRAY = 4;
    private static final int CHIPS_PER_TRAY = 2;
    private static final int TRAYS_ABOVE = 10;
    private static final double TOP = 14;
    private static final double LEFT = 160;
    private static final double WIDE = 236;
    private static final double TRAY = 14.5;
    private static final double STEP = 16.5;
    private static final double PAD = 3;
    private static final double OUT = 120;

    static boolean fits(Floor floor) {
        return floor.members() == CARDS && floor.own().size() == CHIPS && floor.from() == floor.to();
    }

    @Override
    public String note() {
        return "18 compute trays of four cards around nine switch trays of two chips; the lines are those of card 3, one to each chip. ";
    }

    @Override
    public double draw(Floor floor, Canvas canvas) {
        List<Integer> chips = floor.own();
        int trays = CARDS / PER_TRAY;
        int switches = CHIPS / CHIPS_PER_TRAY;
        canvas.frame(Look.PANEL, LEFT - 8, TOP - 6, WIDE + 16, STEP * (trays + switches) + 10);
        for (int card = 0; card < CARDS; card++) {
            int tray = card / PER_TRAY;
            box(floor, canvas, floor.cards(card).getFirst(), slot(tray), card % PER_TRAY, PER_TRAY, Look.CARD);
        }
        for (int chip = 0; chip < CHIPS; chip++) {
            box(floor, canvas, chips.get(chip), TRAYS_ABOVE + chip / CHIPS_PER_TRAY, chip % CHIPS_PER_TRAY, CHIPS_PER_TRAY, Look.SWITCH);
        }
        lines(floor, canvas, chips);
        name(canvas, TRAYS_ABOVE / 2.0, "40", "cards");
        name(canvas, TRAYS_ABOVE + switches / 2.0, String.valueOf(CHIPS), "switch chips");
        name(canvas, TRAYS_ABOVE + switches + (trays - TRAYS_ABOVE) / 2.0, "32", "cards");
        return TOP + STEP * (trays + switches) + TOP;
    }

    private static int slot(int tray) {
        return tray < TRAYS_ABOVE ? tray : tray + CHIPS / CHIPS_PER_TRAY;
    }

    private static void box(Floor floor, Canvas canvas, int node, int slot, int place, int places, Look plain) {
        double step = (WIDE - PAD) / places;
        canvas.field(Scene.look(floor, node, plain), LEFT + PAD + step * place, TOP + STEP * slot, step - PAD, TRAY);
    }

    /// From the last card of the first tray, on the right of the rack, as the first card's would cross the others.
    private static void lines(Floor floor, Canvas canvas, List<Integer> chips) {
        int card = floor.cards(PER_TRAY - 1).getFirst();
        Quotient links = floor.links(IntStream.concat(chips.stream().mapToInt(Integer::intValue), IntStream.of(card)).boxed().toList());
        for (int chip = 0; chip < CHIPS; chip++) {
            if (links.joins(card, chips.get(chip))) {
                double y = TOP + STEP * (TRAYS_ABOVE + chip / CHIPS_PER_TRAY + .25 + .4 * (chip % CHIPS_PER_TRAY));
                canvas.curve(links.look(card, chips.get(chip), Look.WIRE), LEFT + WIDE, TOP + TRAY / 2, LEFT + WIDE + OUT, (TOP + y) / 2, LEFT + WIDE, y);
            }
        }
    }

    private static void name(Canvas canvas, double slot, String count, String what) {
        canvas.words(Look.NAME, LEFT - 110, TOP + STEP * slot - 9, "start", count);
        canvas.words(Look.NOTE, LEFT - 110, TOP + STEP * slot + 8, "start", what);
    }
}
