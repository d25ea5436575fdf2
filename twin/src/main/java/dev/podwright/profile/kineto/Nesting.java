package dev.podwright.profile.kineto;

import dev.podwright.profile.column.Order;
import java.util.Arrays;

/// Which operator was called by which: those of a thread nest in time. Of operators that overlap without one holding the other, which rounded times
/// bring about, the later counts as called by the earlier.
final class Nesting {
    static final double NANOS_OF_SECOND = 1e9;

    private final Store.Operators operators;
    private final Store.Calls calls;
    /// Row of the operator around each, [Event#NONE] for the outermost.
    private final int[] parent;
    /// Row of the innermost operator around each call.
    private final int[] operatorOfCall;
    /// Nanoseconds of each name without called operators.
    private final long[] selfNanos;
    private final long[] called;

    private int[] stack = new int[64];
    private int depth;

    Nesting(Store store) {
        operators = store.operators;
        calls = store.calls;
        parent = new int[operators.size()];
        operatorOfCall = new int[calls.start.size()];
        selfNanos = new long[store.texts.size()];
        called = new long[store.texts.size()];
        Arrays.fill(operatorOfCall, Event.NONE);
        nest(Order.of(operators.size(), (a, b) -> compare(store, a, b)), Order.of(calls.start.size(), this::compareCalls));
    }

    int parent(int operator) {
        return parent[operator];
    }

    int operatorOfCall(int call) {
        return operatorOfCall[call];
    }

    double selfSeconds(int name) {
        return selfNanos[name] / NANOS_OF_SECOND;
    }

    long called(int name) {
        return called[name];
    }

    private int compare(Store store, int a, int b) {
        int order = Integer.compare(operators.lane.get(a), operators.lane.get(b));
        order = order != 0 ? order : Long.compare(operators.start.get(a), operators.start.get(b));
        order = order != 0 ? order : Long.compare(operators.nanos.get(b), operators.nanos.get(a));
        // An operator gets its number before those that it calls.
        order = order != 0 ? order : Integer.compare(operators.external.get(a), operators.external.get(b));
        return order != 0 ? order : store.texts.get(operators.name.get(a)).compareTo(store.texts.get(operators.name.get(b)));
    }

    private int compareCalls(int a, int b) {
        int order = Integer.compare(calls.lane.get(a), calls.lane.get(b));
        return order != 0 ? order : Long.compare(calls.start.get(a), calls.start.get(b));
    }

    private void nest(int[] operatorOrder, int[] callOrder) {
        int nextCall = 0;
        int i = 0;
        while (i < operatorOrder.length) {
            int lane = operators.lane.get(operatorOrder[i]);
            while (nextCall < callOrder.length && calls.lane.get(callOrder[nextCall]) < lane) {
                nextCall++;
            }
            depth = 0;
            for (; i < operatorOrder.length && operators.lane.get(operatorOrder[i]) == lane; i++) {
                int operator = operatorOrder[i];
                long start = operators.start.get(operator);
                nextCall = place(callOrder, nextCall, lane, start);
                leave(start, false);
                enter(operator);
            }
            nextCall = place(callOrder, nextCall, lane, Long.MAX_VALUE);
        }
    }

    /// Gives the calls of this thread before `until` their operators.
    private int place(int[] callOrder, int from, int lane, long until) {
        int next = from;
        while (next < callOrder.length && calls.lane.get(callOrder[next]) == lane && calls.start.get(callOrder[next]) < until) {
            leave(calls.start.get(callOrder[next]), true);
            operatorOfCall[callOrder[next]] = depth == 0 ? Event.NONE : stack[depth - 1];
            next++;
        }
        return next;
    }

    private void enter(int operator) {
        parent[operator] = depth == 0 ? Event.NONE : stack[depth - 1];
        int name = operators.name.get(operator);
        long nanos = operators.nanos.get(operator);
        called[name]++;
        selfNanos[name] += nanos;
        if (depth > 0) {
            int outer = stack[depth - 1];
            selfNanos[operators.name.get(outer)] -= Math.min(nanos, end(outer) - operators.start.get(operator));
        }
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
        }
        stack[depth++] = operator;
    }

    /// Leaves operators that ended by `time`; with `touching`, one that ends just then still counts.
    private void leave(long time, boolean touching) {
        while (depth > 0 && (touching ? end(stack[depth - 1]) < time : end(stack[depth - 1]) <= time)) {
            depth--;
        }
    }

    private long end(int operator) {
        return operators.start.get(operator) + operators.nanos.get(operator);
    }
}
