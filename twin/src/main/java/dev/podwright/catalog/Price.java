package dev.podwright.catalog;

/// What somebody paid or asked.
///
/// @param low lower end in the currency's unit
/// @param high upper end, equal to `low` for one figure
/// @param currency ISO code such as `USD`
/// @param per what the money buys: `chip`, `server`, `pod` or `chip-hour`
/// @param dated when, as the source says
public record Price(double low, double high, String currency, String per, String dated, String source, Confidence confidence,
                    String note) {

    public double middle() {
        return (low + high) / 2;
    }
}
