package dev.podwright.app.drawing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects what is drawn; lines lie under things, things under words, whatever the order of the calls.
final class Canvas {
    private static final double CROSS = 5;

    private final List<Mark> frames = new ArrayList<>();
    private final Map<Look, StringBuilder> lines = new EnumMap<>(Look.class);
    private final Map<Look, StringBuilder> fields = new EnumMap<>(Look.class);
    private final List<Mark> things = new ArrayList<>();
    private final StringBuilder crosses = new StringBuilder();
    private final List<Mark> words = new ArrayList<>();

    void line(Look look, double x, double y, double toX, double toY) {
        lines.computeIfAbsent(look, _ -> new StringBuilder()).append('M').append(at(x, y)).append('L').append(at(toX, toY));
        if (look == Look.DOWN) {
            cross((x + toX) / 2, (y + toY) / 2, CROSS);
        }
    }

    /// A line that bends toward (bendX, bendY).
    void curve(Look look, double x, double y, double bendX, double bendY, double toX, double toY) {
        lines.computeIfAbsent(look, _ -> new StringBuilder()).append('M').append(at(x, y)).append('Q').append(at(bendX, bendY)).append(' ').append(at(toX, toY));
        if (look == Look.DOWN) {
            cross((x + 2 * bendX + toX) / 4, (y + 2 * bendY + toY) / 4, CROSS);
        }
    }

    /// A box behind everything.
    void frame(Look look, double x, double y, double width, double height) {
        frames.add(new Mark.Box(look, x, y, width, height, ""));
    }

    /// A disc behind everything.
    void disc(Look look, double x, double y, double radius) {
        frames.add(new Mark.Dot(look, x, y, radius, ""));
    }

    /// A small box of many.
    void field(Look look, double x, double y, double width, double height) {
        fields.computeIfAbsent(look, _ -> new StringBuilder()).append('M').append(at(x, y)).append('h').append(Picture.number(width)).append('v').append(Picture.number(height))
                .append('h').append(Picture.number(-width)).append('z');
        if (look == Look.LOST) {
            cross(x + width / 2, y + height / 2, Math.min(width, height) / 2 - 1);
        }
    }

    void box(Look look, double x, double y, double width, double height, String says) {
        things.add(new Mark.Box(look, x, y, width, height, says));
        if (look == Look.LOST) {
            cross(x + width / 2, y + height / 2, Math.min(width, height) / 2 - 1);
        }
    }

    void dot(Look look, double x, double y, double radius, String says) {
        things.add(new Mark.Dot(look, x, y, radius, says));
        if (look == Look.LOST) {
            cross(x, y, radius - 1);
        }
    }

    void words(Look look, double x, double y, String anchor, String text) {
        words.add(new Mark.Words(look, x, y, anchor, text));
    }

    private void cross(double x, double y, double half) {
        crosses.append('M').append(at(x - half, y - half)).append('L').append(at(x + half, y + half)).append('M').append(at(x - half, y + half)).append('L').append(at(x + half, y - half));
    }

    List<Mark> marks() {
        List<Mark> all = new ArrayList<>(frames);
        lines.forEach((look, path) -> {
            if (look != Look.DOWN) {
                all.add(new Mark.Lines(look, path.toString()));
            }
        });
        fields.forEach((look, path) -> all.add(new Mark.Fields(look, path.toString())));
        all.addAll(things);
        if (lines.containsKey(Look.DOWN)) {
            all.add(new Mark.Lines(Look.DOWN, lines.get(Look.DOWN).toString()));
        }
        if (!crosses.isEmpty()) {
            all.add(new Mark.Lines(Look.LOST, crosses.toString()));
        }
        all.addAll(words);
        return all;
    }

    private static String at(double x, double y) {
        return Picture.number(x) + ' ' + Picture.number(y);
    }
}
