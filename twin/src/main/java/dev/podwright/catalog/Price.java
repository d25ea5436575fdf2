package dev.podwright.catalog;

import java.util.List;

/// What somebody paid or asked.
///
/// @param low lower end in the currency's unit
/// @param high upper end, equal to `low` for one figure
/// @param currency ISO code such as `USD`
/// @param per what the money buys: one of [#PER]
/// @param dated when, as the source says
public record Price(double low, double high, String currency, String per, String dated, String source, Confidence confidence,
                    String note) {

    /// What money buys. A `server` is one of the size the chip's `server` entry names.
    public static final List<String> PER = List.of("chip", "server", "pod", "chip-hour");

    public double middle() {
        return (low + high) / 2;
    }
}
