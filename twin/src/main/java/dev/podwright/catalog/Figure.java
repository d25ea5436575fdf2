package dev.podwright.catalog;

import dev.podwright.units.Unit;
import java.util.Locale;

/// The scalar figures of a chip, other than its peaks. Links are per chip and one direction.
public enum Figure {
    MEMORY_CAPACITY(Unit.BYTE),
    MEMORY_BANDWIDTH(Unit.BYTE_PER_S),
    CACHE_CAPACITY(Unit.BYTE),
    MATRIX_CORES(Unit.COUNT),
    CLOCK(Unit.MHZ),
    SCALE_UP_BANDWIDTH(Unit.BYTE_PER_S),
    SCALE_OUT_BANDWIDTH(Unit.BYTE_PER_S),
    HOST_BANDWIDTH(Unit.BYTE_PER_S),
    POWER(Unit.WATT);

    private final Unit si;

    Figure(Unit si) {
        this.si = si;
    }

    /// A unit of the figure's dimension, to check that data files and users give the right kind of number.
    public Unit unit() {
        return si;
    }

    /// The name in data files and on the command line, such as `memory_bandwidth`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
