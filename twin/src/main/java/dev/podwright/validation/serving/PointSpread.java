package dev.podwright.validation.serving;

import dev.podwright.units.Spread;

/// How far figures lay from predictions whose terms had not seen their group.
///
/// @param mode of the points; empty = any
/// @param figure column of the figure; empty = any
/// @param points behind it
record PointSpread(String mode, String figure, int points, Spread spread) {

    boolean of(Mode wanted, Figure printed) {
        return (mode.isEmpty() || mode.equals(wanted.name())) && (figure.isEmpty() || figure.equals(printed.column()));
    }
}
