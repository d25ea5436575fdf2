package dev.podwright.event;

import java.util.Arrays;

/// Times of a fixed number of actors, the earliest first; equal times in the order of the actors' numbers, so that a run never depends on
/// how it was stored. Every actor has one time; rescheduling moves it. A 4-ary heap over primitive arrays: its levels are half as deep
/// as a binary heap's and siblings share a cache line.
public final class EventHeap {
    private static final int ARITY = 4;
    /// The time of an actor that has nothing to do.
    public static final double NEVER = Double.POSITIVE_INFINITY;

    private final double[] times;
    private final int[] heap;
    private final int[] places;

    /// @param actors how many there are, numbered from 0; none has anything to do yet
    public EventHeap(int actors) {
        if (actors < 1) {
            throw new IllegalArgumentException("The actors (%d) must be at least 1.".formatted(actors));
        }
        times = new double[actors];
        Arrays.fill(times, NEVER);
        heap = new int[actors];
        places = new int[actors];
        for (int i = 0; i < actors; i++) {
            heap[i] = i;
            places[i] = i;
        }
    }

    /// The actor whose time is the earliest.
    public int first() {
        return heap[0];
    }

    /// The earliest time; [#NEVER] if nobody has anything to do.
    public double time() {
        return times[heap[0]];
    }

    public double time(int actor) {
        return times[actor];
    }

    /// Moves an actor to another time.
    ///
    /// @throws IllegalArgumentException if the time is not a number
    public void schedule(int actor, double time) {
        if (Double.isNaN(time)) {
            throw new IllegalArgumentException("The time of actor %d is not a number.".formatted(actor));
        }
        double before = times[actor];
        times[actor] = time;
        if (time < before) {
            rise(places[actor]);
        } else if (time > before) {
            sink(places[actor]);
        }
    }

    private boolean earlier(int a, int b) {
        return times[a] < times[b] || times[a] == times[b] && a < b;
    }

    private void rise(int from) {
        int place = from;
        int actor = heap[place];
        while (place > 0) {
            int parent = (place - 1) / ARITY;
            if (!earlier(actor, heap[parent])) {
                break;
            }
            put(heap[parent], place);
            place = parent;
        }
        put(actor, place);
    }

    private void sink(int from) {
        int place = from;
        int actor = heap[place];
        while (true) {
            int least = -1;
            int end = Math.min(ARITY * place + ARITY + 1, heap.length);
            for (int child = ARITY * place + 1; child < end; child++) {
                if (least < 0 || earlier(heap[child], heap[least])) {
                    least = child;
                }
            }
            if (least < 0 || !earlier(heap[least], actor)) {
                break;
            }
            put(heap[least], place);
            place = least;
        }
        put(actor, place);
    }

    private void put(int actor, int place) {
        heap[place] = actor;
        places[actor] = place;
    }
}
