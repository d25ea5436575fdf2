package dev.podwright.app.accuracy;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A [Cloud] as SVG: predicted against measured on logarithmic axes, a colour per chip, and beside it how errors are spread.
final class CloudPicture {
    /// Colours that people with any colour vision tell apart (Okabe and Ito, "Color Universal Design", 2008), then darker ones.
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5195", "#444444", "#8b6b00",
            "#00504a", "#a00000", "#5a5aff", "#2f6f2f", "#b0b000");
    private static final int SIDE = 420;
    private static final int LEFT = 64;
    private static final int TOP = 34;
    private static final int GAP = 70;
    private static final int LEGEND_ROW = 18;
    private static final int LEGEND_COLUMNS = 5;
    private static final int WIDTH = LEFT + SIDE + GAP + SIDE + 24;
    private static final int BELOW = 52;

    private final StringBuilder svg = new StringBuilder();
    private final Map<String, List<Cloud.Point>> points;
    private final Cloud cloud;
    private final int low;
    private final int high;

    private CloudPicture(Cloud cloud) {
        this.cloud = cloud;
        this.points = cloud.points();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (List<Cloud.Point> list : points.values()) {
            for (Cloud.Point point : list) {
                least = Math.min(least, Math.min(point.measured(), point.predicted()));
                most = Math.max(most, Math.max(point.measured(), point.predicted()));
            }
        }
        this.low = (int) Math.floor(least);
        this.high = Math.max(low + 1, (int) Math.ceil(most));
    }

    /// @param unit of the figures, such as `time_us`
    static String of(String title, String unit, Cloud cloud) {
        CloudPicture picture = new CloudPicture(cloud);
        picture.draw(title, unit);
        return picture.svg.toString();
    }

    private void draw(String title, String unit) {
        int rows = Math.ceilDiv(points.size(), LEGEND_COLUMNS);
        int height = TOP + SIDE + BELOW + rows * LEGEND_ROW + 8;
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"%s: predicted against measured\">",
                WIDTH, height, WIDTH, height, title);
        line("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, height);
        text(LEFT + SIDE / 2, 20, "middle", "%s: predicted against measured %s".formatted(title, unit));
        text(LEFT + SIDE + GAP + SIDE / 2, 20, "middle", String.format(Locale.ROOT, "errors of %,d rows: predicted / measured - 1", cloud.rows()));
        axes();
        scatter();
        histogram();
        legend();
        line("</svg>");
    }

    private int x(double power) {
        return LEFT + (int) Math.round((power - low) / (high - low) * SIDE);
    }

    private int y(double power) {
        return TOP + SIDE - (int) Math.round((power - low) / (high - low) * SIDE);
    }

    private void axes() {
        line("<g stroke=\"#ddd\">");
        for (int power = low; power <= high; power++) {
            line("<path d=\"M%d %dv%dM%d %dh%d\"/>", x(power), TOP, SIDE, LEFT, y(power), SIDE);
        }
        line("</g>");
        for (int power = low; power <= high; power++) {
            text(x(power), TOP + SIDE + 16, "middle", decade(power));
            text(LEFT - 6, y(power) + 4, "end", decade(power));
        }
        line("<path d=\"M%d %dL%d %d\" stroke=\"#000\" stroke-width=\"1\"/>", x(low), y(low), x(high), y(high));
        text(LEFT + SIDE / 2, TOP + SIDE + 34, "middle", "measured; on the line predicted = measured");
    }

    private static String decade(int power) {
        return power >= 0 && power < 4 ? Integer.toString((int) Math.pow(10, power)) : power < 0 && power > -3 ? Double.toString(Math.pow(10, power)) : "1e" + power;
    }

    private void scatter() {
        int index = 0;
        for (List<Cloud.Point> list : points.values()) {
            StringBuilder path = new StringBuilder();
            for (Cloud.Point point : list) {
                path.append('M').append(x(point.measured())).append(' ').append(y(point.predicted())).append("h0");
            }
            line("<path d=\"%s\" stroke=\"%s\" stroke-width=\"3\" stroke-linecap=\"round\" stroke-opacity=\"0.55\"/>", path, colour(index++));
        }
    }

    private void histogram() {
        int[] errors = cloud.errors();
        int most = 1;
        for (int count : errors) {
            most = Math.max(most, count);
        }
        int left = LEFT + SIDE + GAP;
        for (int i = 0; i < errors.length; i++) {
            int from = left + i * SIDE / errors.length;
            int to = left + (i + 1) * SIDE / errors.length;
            int height = (int) Math.round((double) errors[i] / most * SIDE);
            line("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#56b4e9\"/>", from, TOP + SIDE - height, to - from - 1, height);
        }
        for (int i = 0; i <= errors.length; i += 4) {
            int at = left + i * SIDE / errors.length;
            int percent = (int) Math.round(100 * (i - Cloud.BELOW) * Cloud.STEP);
            text(at, TOP + SIDE + 16, "middle", (percent > 0 ? "+" : "") + percent + " %");
        }
        int zero = left + Cloud.BELOW * SIDE / errors.length;
        line("<path d=\"M%d %dv%dM%d %dh%d\" stroke=\"#000\" fill=\"none\"/>", zero, TOP, SIDE, left, TOP + SIDE, SIDE);
        text(left + SIDE / 2, TOP + SIDE + 34, "middle", "the ends hold everything beyond");
    }

    private void legend() {
        int index = 0;
        for (String chip : points.keySet()) {
            int left = LEFT + index % LEGEND_COLUMNS * (WIDTH - LEFT) / LEGEND_COLUMNS;
            int top = TOP + SIDE + BELOW + index / LEGEND_COLUMNS * LEGEND_ROW;
            line("<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/>", left, top, colour(index++));
            text(left + 10, top + 4, "start", chip);
        }
    }

    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private void text(int x, int y, String anchor, String words) {
        line("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, words.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
