package dev.podwright.simulation;

/// Prompts alone while there are any that fit; generation waits (SGLang: `get_next_batch_to_run` of
/// `python/sglang/srt/managers/scheduler.py`). While only sequences generate, new requests are taken in every few steps
/// (`--scheduler-recv-interval`: `scheduler_recv_skipper.py`).
final class PromptsFirst implements Scheduler {
    private final EngineRules rules;
    /// Decode steps since new requests were last taken in.
    private long since;

    PromptsFirst(EngineRules rules) {
        this.rules = rules;
    }

    @Override
    public boolean fill(Inside inside, Chunks step, double now) {
        boolean takesIn = inside.generating() == 0 || since == 0 || since >= rules.pace().receiveEvery();
        if (takesIn) {
            since = 0;
        }
        int left = rules.budget() * inside.lanes();
        for (int i = 0; left > 0 && (takesIn || inside.begun(i)) && inside.prompt(i); i++) {
            int chunk = inside.chunk(i, Math.min(left, rules.budget()));
            if (!inside.compute(i, chunk, step, now)) {
                break;
            }
            left -= chunk;
        }
        return false;
    }

    @Override
    public long undisturbed(Inside inside) {
        return rules.pace().receiveEvery() == 1 ? Long.MAX_VALUE : Math.max(1, rules.pace().receiveEvery() - since);
    }

    @Override
    public void decoded(long steps, boolean waiting) {
        since += steps;
    }
}
