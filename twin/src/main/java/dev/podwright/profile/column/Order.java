package dev.podwright.profile.column;

/// Orders of rows.
public final class Order {
    private Order() {}

    /// Says which of two rows comes first.
    @FunctionalInterface
    public interface Rows {
        /// Less than 0 if row `a` comes before row `b`, 0 if they are alike.
        int compare(int a, int b);
    }

    /// The rows 0 to `size` in order; alike rows keep theirs. Rows that are in order already cost one pass.
    public static int[] of(int size, Rows rows) {
        int[] order = new int[size];
        boolean sorted = true;
        for (int i = 0; i < size; i++) {
            order[i] = i;
            sorted = sorted && (i == 0 || rows.compare(i - 1, i) <= 0);
        }
        if (!sorted) {
            merge(order, new int[size], 0, size, rows);
        }
        return order;
    }

    /// Merge sort: rows are compared by a function, which the sorts of the library only do for objects.
    private static void merge(int[] order, int[] spare, int from, int to, Rows rows) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        merge(order, spare, from, middle, rows);
        merge(order, spare, middle, to, rows);
        if (rows.compare(order[middle - 1], order[middle]) <= 0) {
            return;
        }
        System.arraycopy(order, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        for (int i = from; left < middle; i++) {
            order[i] = right < to && rows.compare(order[right], spare[left]) < 0 ? order[right++] : spare[left++];
        }
    }
}
