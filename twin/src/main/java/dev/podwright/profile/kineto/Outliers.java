package dev.podwright.profile.kineto;

import dev.podwright.profile.column.Longs;
import dev.podwright.profile.column.Order;
import java.util.BitSet;
import java.util.function.LongPredicate;

/// Leaves out events that lie more than a day away from most others: an event that was never begun has the time 0, and one such makes a profile of years.
final class Outliers {
    private Outliers() {}

    static void leaveOut(Store store) {
        Longs starts = store.tasks.size() > 0 ? store.tasks.start : store.operators.start;
        if (starts.size() == 0 || !apart(store)) {
            return;
        }
        int[] order = Order.of(starts.size(), (a, b) -> Long.compare(starts.get(a), starts.get(b)));
        long median = starts.get(order[order.length / 2]);
        LongPredicate near = time -> Math.abs(time - median) <= Store.DAY_NANOS;
        int events = events(store);
        operators(store.operators, rows(store.operators.start, near));
        BitSet calls = rows(store.calls.start, near);
        store.calls.start.keep(calls);
        store.calls.lane.keep(calls);
        store.calls.name.keep(calls);
        store.calls.correlation.keep(calls);
        BitSet waits = rows(store.calls.waitStart, near);
        store.calls.waitStart.keep(waits);
        store.calls.waitNanos.keep(waits);
        store.calls.waitLane.keep(waits);
        tasks(store.tasks, rows(store.tasks.start, near));
        store.marks.removeIf(mark -> !near.test(mark.start()));
        store.deviceMarks.removeIf(mark -> !near.test(mark.start()));
        store.counts.astray = events - events(store);
    }

    private static int events(Store store) {
        return store.operators.size() + store.calls.start.size() + store.calls.waitStart.size() + store.tasks.size() + store.marks.size() + store.deviceMarks.size();
    }

    private static boolean apart(Store store) {
        long[] reach = {Long.MAX_VALUE, Long.MIN_VALUE};
        reach(store.operators.start, reach);
        reach(store.calls.start, reach);
        reach(store.calls.waitStart, reach);
        reach(store.tasks.start, reach);
        store.marks.forEach(mark -> reach(mark.start(), reach));
        store.deviceMarks.forEach(mark -> reach(mark.start(), reach));
        return reach[1] - reach[0] > Store.DAY_NANOS;
    }

    private static void reach(Longs starts, long[] reach) {
        for (int row = 0; row < starts.size(); row++) {
            reach(starts.get(row), reach);
        }
    }

    private static void reach(long start, long[] reach) {
        reach[0] = Math.min(reach[0], start);
        reach[1] = Math.max(reach[1], start);
    }

    private static BitSet rows(Longs starts, LongPredicate near) {
        BitSet rows = new BitSet();
        for (int row = 0; row < starts.size(); row++) {
            rows.set(row, near.test(starts.get(row)));
        }
        return rows;
    }

    private static void operators(Store.Operators operators, BitSet rows) {
        BitSet recorders = new BitSet();
        for (int i = 0; i < operators.recorder.size(); i++) {
            int row = operators.recorder.get(i);
            recorders.set(i, rows.get(row));
            operators.recorder.set(i, rows.get(0, row).cardinality());
        }
        operators.recorder.keep(recorders);
        operators.recorded.keep(recorders);
        operators.start.keep(rows);
        operators.nanos.keep(rows);
        operators.lane.keep(rows);
        operators.name.keep(rows);
        operators.operands.keep(rows);
        operators.external.keep(rows);
    }

    private static void tasks(Store.Tasks tasks, BitSet rows) {
        tasks.start.keep(rows);
        tasks.nanos.keep(rows);
        tasks.kind.keep(rows);
        tasks.name.keep(rows);
        tasks.device.keep(rows);
        tasks.stream.keep(rows);
        tasks.correlation.keep(rows);
        tasks.external.keep(rows);
        tasks.launchShape.keep(rows);
        tasks.exchange.keep(rows);
        tasks.bytes.keep(rows);
    }
}
