package dev.podwright.event;

import java.util.Arrays;

/// Times of a fixed number of actors, the earliest first; equal times in the order of the actors' numbers, so that a run never depends on
/// how it was stored. Every actor has one time; rescheduling moves it.
///
/// A tournament tree (Knuth, The Art of Computer Programming, volume 3, section 5.4.1) over primitive arrays: a new time plays its way up until
/// somebody else has won there before and wins again. In a heap an event that ends far in the future, as most do, sinks through all levels and
/// looks at every child of each.
public final class EventHeap {
    /// The time of an actor that has nothing to do.
    public static final double NEVER = Double.POSITIVE_INFINITY;

    private final int actors;
    /// A power of two, at least 2, of places in the tournament.
    private final int places;
    private final double[] times;
    /// Who wins at each inner node; 1 is the root, the children of i are 2 i and 2 i + 1.
    private final int[] winners;

    /// @param actors how many there are, numbered from 0; none has anything to do yet
    public EventHeap(int actors) {
        if (actors < 1) {
            throw new IllegalArgumentException("The actors (%d) must be at least 1.".formatted(actors));
        }
        this.actors = actors;
        places = Math.max(2, Integer.highestOneBit(2 * actors - 1));
        times = new double[places];
        Arrays.fill(times, NEVER);
        winners = new int[places];
        for (int node = places - 1; node > 0; node--) {
            winners[node] = player(2 * node);
        }
    }

    private int player(int node) {
        return node < places ? winners[node] : node - places;
    }

    /// The actor whose time is the earliest.
    public int first() {
        return winners[1];
    }

    /// The earliest time; [#NEVER] if nobody has anything to do.
    public double time() {
        return times[winners[1]];
    }

    public double time(int actor) {
        return times[actor];
    }

    /// Moves an actor to another time.
    ///
    /// @throws IllegalArgumentException if the time is not a number
    public void schedule(int actor, double time) {
        if (Double.isNaN(time) || actor >= actors) {
            throw new IllegalArgumentException("The time %s of actor %d of %d.".formatted(time, actor, actors));
        }
        if (time == times[actor]) {
            return;
        }
        times[actor] = time;
        for (int node = places + actor >> 1; node > 0; node >>= 1) {
            int left = player(2 * node);
            int right = player(2 * node + 1);
            int winner = times[left] <= times[right] ? left : right;
            if (winner == winners[node] && winner != actor) {
                return;
            }
            winners[node] = winner;
        }
    }
}
