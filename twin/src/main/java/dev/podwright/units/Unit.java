package dev.podwright.units;

import java.util.Arrays;
import java.util.Optional;

/// A unit as data files and people write it, with its factor to SI.
public enum Unit {
    FLOP_PER_S("FLOP/s", 1),
    TFLOP_PER_S("TFLOP/s", 1e12),
    TOP_PER_S("TOP/s", 1e12),
    PFLOP_PER_S("PFLOP/s", 1e15),
    EFLOP_PER_S("EFLOP/s", 1e18),
    BYTE("B", 1),
    KIB("KiB", 1024),
    MB("MB", 1e6),
    MIB("MiB", 1024.0 * 1024),
    GB("GB", 1e9),
    GIB("GiB", 1024.0 * 1024 * 1024),
    TB("TB", 1e12),
    PB("PB", 1e15),
    BYTE_PER_S("B/s", 1),
    GB_PER_S("GB/s", 1e9),
    TB_PER_S("TB/s", 1e12),
    PB_PER_S("PB/s", 1e15),
    GBIT_PER_S("Gbit/s", 1e9 / 8),
    SECOND("s", 1),
    MS("ms", 1e-3),
    US("us", 1e-6),
    WATT("W", 1),
    KILOWATT("kW", 1e3),
    MEGAWATT("MW", 1e6),
    MHZ("MHz", 1e6),
    RATIO("ratio", 1),
    COUNT("count", 1),
    USD("USD", 1),
    USD_PER_HOUR("USD/h", 1),
    USD_PER_KWH("USD/kWh", 1),
    CNY("CNY", 1),
    EUR("EUR", 1);

    private final String symbol;
    private final double factor;

    Unit(String symbol, double factor) {
        this.symbol = symbol;
        this.factor = factor;
    }

    /// How the unit is written in data files and reports.
    public String symbol() {
        return symbol;
    }

    /// Converts `amount` of this unit to SI.
    public double toSi(double amount) {
        return amount * factor;
    }

    /// Converts an SI value to this unit.
    public double fromSi(double si) {
        return si / factor;
    }

    /// The unit written as `symbol`, if there is one.
    public static Optional<Unit> of(String symbol) {
        return Arrays.stream(values()).filter(u -> u.symbol.equals(symbol)).findFirst();
    }
}
