package dev.podwright.calibration;

/// A point on a named [ResidualSheet], and how often its height counts: a sheet of slopes counts by the distance from where the slope starts.
public record SheetPoint(String sheet, double x, double y, double weight) {

    public SheetPoint(String sheet, double x, double y) {
        this(sheet, x, y, 1);
    }
}
