package dev.podwright.app.drawing;

import java.util.List;
import java.util.Locale;

/// A drawing of part of a pod.
///
/// @param title what it shows
/// @param says true counts and what one should see, in sentences; with the title the text for those who cannot see it
/// @param marks in the order in which they are drawn
public record Picture(String title, String says, double width, double height, List<Mark> marks) {
    /// Width of a drawing; two stand side by side on a wide page.
    static final double WIDTH = 560;

    public Picture {
        marks = List.copyOf(marks);
    }

    /// One decimal: a tenth of a dot.
    public static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
