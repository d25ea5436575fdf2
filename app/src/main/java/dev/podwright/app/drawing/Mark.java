package dev.podwright.app.drawing;

/// Something on a picture.
public sealed interface Mark {

    Look look();

    /// Lines that look alike, as one path.
    record Lines(Look look, String path) implements Mark {}

    /// Boxes that look alike, as one path.
    record Fields(Look look, String path) implements Mark {}

    /// A box with rounded corners.
    ///
    /// @param says what it is, empty if its name stands beside it
    record Box(Look look, double x, double y, double width, double height, String says) implements Mark {}

    record Dot(Look look, double x, double y, double radius, String says) implements Mark {}

    /// @param anchor which end of the text stands at x: `start`, `middle` or `end`
    record Words(Look look, double x, double y, String anchor, String text) implements Mark {}
}
