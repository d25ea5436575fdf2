package dev.podwright.simulation;

/// Requests of a replica that only generates, before they do: those that wait for blocks, those whose cache is on its way, those that
/// generate from the next step on.
final class Landing {
    private final Replica replica;
    private final Slots slots;
    private final KvPool pool;
    private final Generation decoding;
    private final Handover handover;
    private final Transfer.First first;
    private final boolean growing;
    private final IntDeque queue = new IntDeque();
    private final IntDeque ready = new IntDeque();
    /// Those whose first token is still to come, of those that generate.
    private final IntDeque fresh = new IntDeque();
    private int held;

    /// @param growing whether blocks are taken as sequences grow
    Landing(Replica replica, Slots slots, KvPool pool, Generation decoding, Handover handover, Transfer.First first, boolean growing) {
        this.replica = replica;
        this.slots = slots;
        this.pool = pool;
        this.decoding = decoding;
        this.handover = handover;
        this.first = first;
        this.growing = growing;
    }

    /// Requests that do not generate yet.
    int size() {
        return queue.size() + held;
    }

    /// Requests that hold blocks and do not generate yet.
    int held() {
        return held;
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
    ///
    /// @param most requests that may get blocks now
    void plan(double now, int most) {
        while (ready.size() > 0) {
            int slot = ready.removeFirst();
            held--;
            decoding.enter(slot, slots.output[slot] - slots.kept[slot] - 1);
            if (Double.isNaN(slots.first[slot])) {
                fresh.addLast(slot);
            }
        }
        for (int left = most; left > 0 && !queue.isEmpty(); left--) {
            int slot = queue.first();
            long blocks = pool.blocks(growing ? slots.prompt[slot] : (long) slots.input[slot] + slots.output[slot]);
            if (blocks + decoding.need(1) > pool.available()) {
                return;
            }
            queue.removeFirst();
            pool.take(blocks);
            slots.blocks[slot] = growing ? 0 : blocks;
            held++;
            handover.reserved(replica, slot, now);
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
