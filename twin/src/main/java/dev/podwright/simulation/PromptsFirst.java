package dev.podwright.simulation;

/// Prompts alone while there are any that fit; generation waits (SGLang: `get_next_batch_to_run` of
/// `python/sglang/srt/managers/scheduler.py`).
final class PromptsFirst implements Scheduler {
    private final EngineRules rules;

    PromptsFirst(EngineRules rules) {
        this.rules = rules;
    }

    @Override
    public boolean fill(Inside inside, Chunks step, double now) {
        int left = rules.budget() * inside.lanes();
        for (int i = 0; left > 0 && inside.prompt(i); i++) {
            int chunk = inside.chunk(i, Math.min(left, rules.budget()));
            if (!inside.compute(i, chunk, step, now)) {
                break;
            }
            left -= chunk;
        }
        return false;
    }
}
