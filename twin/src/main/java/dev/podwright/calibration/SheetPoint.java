package dev.podwright.calibration;

/// A point on a named [ResidualSheet].
public record SheetPoint(String sheet, double x, double y) {}
