package dev.podwright.simulation;

/// The sequences of a replica that generate: how long they are, which is done first, which needs a block.
final class Generation {
    private final Slots slots;
    private final KvPool pool;
    private final FinishHeap heap = new FinishHeap();
    private final double growth;
    private final boolean growing;
    /// Decode steps done.
    private long step;
    private double contexts;

    /// @param growth tokens that a step adds to a sequence on average
    /// @param growing whether blocks are taken as sequences grow
    Generation(Slots slots, KvPool pool, double growth, boolean growing) {
        this.slots = slots;
        this.pool = pool;
        this.growth = growth;
        this.growing = growing;
    }

    int size() {
        return heap.size();
    }

    /// Tokens of all sequences.
    double contexts() {
        return contexts;
    }

    double meanContext() {
        return heap.size() == 0 ? 0 : contexts / heap.size();
    }

    /// Steps until the first is done.
    long left() {
        return heap.step() - step;
    }

    /// The sequence that came last.
    int youngest() {
        return heap.youngest(slots.request);
    }

    /// A computed prompt begins to generate.
    ///
    /// @param tokens still to come
    void enter(int slot, int tokens) {
        slots.entered[slot] = step;
        heap.add(step + (long) Math.ceil(tokens / growth), slot);
        if (growing) {
            pool.enter(slots.prompt[slot], step);
        }
        contexts += slots.prompt[slot];
    }

    /// The next sequence that is done; -1 if none is.
    int due() {
        return heap.size() > 0 && heap.step() <= step ? heap.slot() : -1;
    }

    /// Takes a sequence out.
    ///
    /// @return tokens it has in the cache
    long leave(int slot) {
        long length = slots.prompt[slot] + Math.round((step - slots.entered[slot]) * growth);
        heap.remove(slot);
        if (growing) {
            pool.leave(length, step);
        }
        contexts -= slots.prompt[slot] + (step - slots.entered[slot]) * growth;
        return length;
    }

    /// Blocks that the next steps take.
    long need(long steps) {
        return growing ? pool.need(step, steps) : 0;
    }

    /// The most of `steps` for which there are blocks.
    long affordable(long steps) {
        return growing ? pool.affordable(step, steps, heap.size(), pool.available()) : steps;
    }

    /// The most of `steps` for which no prefix has to be given up.
    long harmless(long steps) {
        return growing ? pool.affordable(step, steps, heap.size(), pool.free()) : steps;
    }

    /// Every sequence grows by so many steps.
    ///
    /// @param taken blocks taken for them before
    void grow(long steps, long taken) {
        if (growing) {
            pool.take(pool.need(step, steps) - taken);
        }
        contexts += steps * growth * heap.size();
        step += steps;
    }
}
