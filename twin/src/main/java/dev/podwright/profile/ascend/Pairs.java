package dev.podwright.profile.ascend;

import dev.podwright.profile.column.Longs;
import dev.podwright.profile.column.Order;

/// Values by keys that need not be distinct, in two columns: a map of objects would take ten times the memory.
final class Pairs {
    private final Longs keys = new Longs();
    private final Longs values = new Longs();
    private int[] order;

    void add(long key, long value) {
        keys.add(key);
        values.add(value);
        order = null;
    }

    int size() {
        return keys.size();
    }

    long key(int row) {
        return keys.get(row);
    }

    long value(int row) {
        return values.get(row);
    }

    /// The largest value of `key` that is not above `limit`; `otherwise` if there is none.
    long last(long key, long limit, long otherwise) {
        if (order == null) {
            order = Order.of(keys.size(), (a, b) -> {
                int byKey = Long.compare(keys.get(a), keys.get(b));
                return byKey != 0 ? byKey : Long.compare(values.get(a), values.get(b));
            });
        }
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int row = order[middle];
            boolean before = keys.get(row) < key || keys.get(row) == key && values.get(row) <= limit;
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        return low > 0 && keys.get(order[low - 1]) == key ? values.get(order[low - 1]) : otherwise;
    }
}
