package dev.podwright.simulation;

import java.util.stream.IntStream;

/// Requests of a replica that only generates, before they do: those that wait for blocks, those whose cache is on its way, those that
/// generate from the next step on.
final class Landing {
    private final Replica replica;
    private final Inside inside;
    private final Slots slots;
    private final Transfer.First first;
    private final Handover handover;
    private final IntDeque queue = new IntDeque();
    private final IntDeque ready = new IntDeque();
    /// Those whose first token is still to come, of those that generate.
    private final IntDeque fresh = new IntDeque();
    /// Tokens of a prompt that are computed here once more.
    private final int again;
    private long tokens;
    /// Those of the queue, the first ones, for which there was no room when they came.
    private int late;

    Landing(Replica replica, Inside inside, Transfer.First first, Handover handover) {
        this.replica = replica;
        this.inside = inside;
        this.slots = inside.slots();
        this.first = first;
        this.again = first == Transfer.First.FIRST_STEP ? 1 : 0;
        this.handover = handover;
    }

    /// Requests that do not generate yet.
    int size() {
        return queue.size() + inside.arriving();
    }

    /// Tokens of their prompts.
    long tokens() {
        return tokens;
    }

    void offer(int slot) {
        tokens += slots.prompt[slot];
        queue.addLast(slot);
    }

    /// The request in `slot` does not come; whether it was on its way or still in the queue.
    void forget(int slot) {
        tokens -= slots.prompt[slot];
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i) == slot) {
                queue.remove(i);
                late -= i < late ? 1 : 0;
                return;
            }
        }
        inside.forget(slot, again);
    }

    /// Requests in the queue: their caches are where they were computed.
    int[] queued() {
        return IntStream.range(0, queue.size()).map(queue::get).toArray();
    }

    /// The cache of a request is here.
    void landed(int slot, double now) {
        if (first == Transfer.First.ARRIVAL && Double.isNaN(slots.first[slot])) {
            slots.first[slot] = now;
        }
        ready.addLast(slot);
    }

    /// Before a step: what has come generates, what waits gets blocks if there is room.
    void plan(double now) {
        while (ready.size() > 0) {
            int slot = ready.removeFirst();
            tokens -= slots.prompt[slot];
            inside.enter(slot, again);
            if (Double.isNaN(slots.first[slot])) {
                fresh.addLast(slot);
            }
        }
        while (!queue.isEmpty() && inside.expect(queue.first(), again)) {
            handover.reserved(replica, queue.removeFirst(), late > 0, now);
            late = Math.max(0, late - 1);
        }
        late = queue.size();
    }

    /// Those that generate have their first token when the step that begins is done.
    void first(double end) {
        while (fresh.size() > 0) {
            int slot = fresh.removeFirst();
            // One that gave up its blocks before that step has none yet.
            if (slots.computed[slot] == slots.prompt[slot]) {
                slots.first[slot] = end;
            }
        }
    }
}
