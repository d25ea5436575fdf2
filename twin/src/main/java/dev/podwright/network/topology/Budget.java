package dev.podwright.network.topology;

import dev.podwright.document.InputException;

/// What of a network has been planned, so that a slip of the pen does not fill the memory.
public final class Budget {
    /// Six times the cables of the largest system announced, a million cards on five cables each.
    public static final long MOST_CABLES = 1 << 25;

    private long cables;

    /// Makes sure that so many more can be built.
    ///
    /// @param what needs them, for the message
    /// @throws InputException if they cannot
    public void take(Object what, double more) {
        if (cables + more > MOST_CABLES) {
            throw new InputException("%s needs %,.0f cables.".formatted(what, more), "A network may have %,d: check the counts, or draw it with fewer and wider ones.".formatted(MOST_CABLES));
        }
        cables += (long) more;
    }
}
