package dev.podwright.simulation;

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

    Landing(Replica replica, Inside inside, Transfer.First first, Handover handover) {
        this.replica = replica;
        this.inside = inside;
        this.slots = inside.slots();
        this.first = first;
        this.handover = handover;
    }

    /// Requests that do not generate yet.
    int size() {
        return queue.size() + inside.arriving();
    }

    void offer(int slot) {
        if (first == Transfer.First.FIRST_STEP) {
            // The last token of the prompt is computed here, and its result is the first token.
            slots.prompt[slot]--;
            slots.kept[slot]--;
        }
        slots.computed[slot] = slots.prompt[slot];
        queue.addLast(slot);
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
            inside.enter(slot);
            if (Double.isNaN(slots.first[slot])) {
                fresh.addLast(slot);
            }
        }
        while (!queue.isEmpty() && inside.expect(queue.first())) {
            handover.reserved(replica, queue.removeFirst(), now);
        }
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
