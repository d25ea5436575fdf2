package dev.podwright.simulation;

/// Every sequence that generates, then prompts in the order of their arrival, in chunks as far as the budget goes (vLLM v1: `schedule()` of
/// `vllm/v1/core/sched/scheduler.py`).
final class Chunked implements Scheduler {
    private final EngineRules rules;

    Chunked(EngineRules rules) {
        this.rules = rules;
    }

    @Override
    public boolean fill(Inside inside, Chunks step, double now) {
        if (inside.generating() > 0 && inside.makeRoom() && inside.prompts() > 0) {
            // Before prompts take them.
            inside.reserve();
        }
        int left = Math.max(0, rules.budget() * inside.lanes() - inside.generating());
        for (int i = 0; left > 0 && inside.prompt(i); i++) {
            int chunk = inside.chunk(i, Math.min(left, rules.budget()));
            if (!inside.compute(i, chunk, step, now)) {
                break;
            }
            left -= chunk;
        }
        return true;
    }
}
