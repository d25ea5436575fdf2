package dev.podwright.knowledge.support;

/// What one table says of one interface.
///
/// @param limit what restricts it; empty where nothing does
record Cell(State a2, State a3, State a5, String limit) {

    /// The column of 950DT has no word of its own for what nobody verified.
    private static final Verdict UNMARKED = new Verdict.Unsupported("the table does not mark it for 950DT, which covers what nobody verified; where there is no"
            + " kernel, " + Verdict.WITHOUT_KERNEL);

    /// One column of one row.
    enum State {
        YES("Y", "yes"), RESTRICTED("R", "restricted"), NO("N", "no");

        private final String letter;
        private final String word;

        State(String letter, String word) {
            this.letter = letter;
            this.word = word;
        }

        /// The letter of the bundled table.
        String letter() {
            return letter;
        }

        /// The word of the export.
        String word() {
            return word;
        }
    }

    Verdict of(Generation generation) {
        State state = switch (generation) {
            case A2 -> a2;
            case A3 -> a3;
            case A5 -> a5;
            case A1, P310 -> throw new IllegalArgumentException("The tables have no column for (%s).".formatted(generation));
        };
        return switch (state) {
            case YES -> new Verdict.Supported();
            case RESTRICTED -> new Verdict.Restricted(limit.isEmpty() ? "a limit that the table does not put in short" : limit);
            case NO -> generation == Generation.A5 ? UNMARKED : new Verdict.Unsupported();
        };
    }

    /// The narrower of two rows about the same interface, with the limits of both.
    Cell and(Cell other) {
        String both = limit.isEmpty() || limit.equals(other.limit) ? other.limit : other.limit.isEmpty() ? limit : limit + "; " + other.limit;
        return new Cell(narrower(a2, other.a2), narrower(a3, other.a3), narrower(a5, other.a5), both);
    }

    private static State narrower(State one, State other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
