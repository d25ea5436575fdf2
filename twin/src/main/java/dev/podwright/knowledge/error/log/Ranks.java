package dev.podwright.knowledge.error.log;

/// Lists of ranks as people read them.
public final class Ranks {
    private Ranks() {}

    /// `0-6, 9` of ordered numbers.
    public static String ranges(Iterable<Integer> ordered) {
        StringBuilder out = new StringBuilder();
        int from = -1;
        int to = -1;
        for (int rank : ordered) {
            if (from >= 0 && rank == to + 1) {
                to = rank;
                continue;
            }
            append(out, from, to);
            from = rank;
            to = rank;
        }
        append(out, from, to);
        return out.toString();
    }

    /// `rank 3`, `ranks 0-6, 9`.
    public static String words(Iterable<Integer> ordered) {
        String ranges = ranges(ordered);
        return (ranges.matches("\\d+") ? "rank " : "ranks ") + ranges;
    }

    private static void append(StringBuilder out, int from, int to) {
        if (from >= 0) {
            out.append(out.isEmpty() ? "" : ", ").append(from == to ? Integer.toString(from) : from + "-" + to);
        }
    }
}
