package dev.podwright.catalog;

import dev.podwright.units.Unit;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What kind of number a unit measures, so that no bandwidth is given where a capacity belongs.
enum Dimension {
    COMPUTE("a compute rate"),
    BYTES("a size"),
    BYTE_RATE("a bandwidth"),
    TIME("a time"),
    POWER("a power"),
    FREQUENCY("a frequency"),
    RATIO("a ratio"),
    COUNT("a count"),
    MONEY("an amount of money"),
    MONEY_RATE("a price per hour or kWh");

    private final String label;

    Dimension(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static Dimension of(Unit unit) {
        return switch (unit) {
            case FLOP_PER_S, TFLOP_PER_S, TOP_PER_S, PFLOP_PER_S, EFLOP_PER_S -> COMPUTE;
            case BYTE, KIB, MB, MIB, GB, GIB, TB, PB -> BYTES;
            case BYTE_PER_S, GB_PER_S, TB_PER_S, PB_PER_S, GBIT_PER_S -> BYTE_RATE;
            case SECOND, MS, US -> TIME;
            case WATT, KILOWATT, MEGAWATT -> POWER;
            case MHZ -> FREQUENCY;
            case RATIO -> RATIO;
            case COUNT -> COUNT;
            case USD, CNY, EUR -> MONEY;
            case USD_PER_HOUR, USD_PER_KWH -> MONEY_RATE;
        };
    }

    /// The units of this kind, for error messages.
    String units() {
        return Arrays.stream(Unit.values()).filter(u -> of(u) == this).map(Unit::symbol).collect(Collectors.joining(", "));
    }

    /// The unit of a number written without one, where only one makes sense.
    Unit bare() {
        return switch (this) {
            case RATIO -> Unit.RATIO;
            case COUNT -> Unit.COUNT;
            default -> null;
        };
    }
}
