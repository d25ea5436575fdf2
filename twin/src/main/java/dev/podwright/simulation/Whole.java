package dev.podwright.simulation;

/// Every sequence that generates, then whole prompts in the order of their arrival as far as the budget goes (TensorRT-LLM: `_schedule` and
/// `_waiting_requests` of `tensorrt_llm/_torch/pyexecutor/py_executor.py`; `batch_wait_timeout_iters`, `batch_wait_max_tokens_ratio`).
final class Whole implements Scheduler {
    private final EngineRules rules;
    /// Decode steps for which prompts have waited for more of them.
    private long waited;

    Whole(EngineRules rules) {
        this.rules = rules;
    }

    @Override
    public boolean fill(Inside inside, Chunks step, double now) {
        if (inside.generating() > 0 && inside.makeRoom() && inside.prompts() > 0) {
            inside.reserve();
        }
        if (waits(inside)) {
            return true;
        }
        waited = 0;
        int left = Math.max(0, rules.budget() * inside.lanes() - inside.generating());
        for (int i = 0; left > 0 && inside.prompt(i); i++) {
            int chunk = inside.chunk(i, rules.budget());
            // Only a prompt that no step could hold whole beside the others is cut.
            if (chunk > left && i > 0 || !inside.compute(i, Math.min(chunk, left), step, now)) {
                break;
            }
            left -= chunk;
        }
        return true;
    }

    private boolean waits(Inside inside) {
        return rules.pace().patience() > 0 && inside.generating() > 0 && inside.prompts() > 0 && waited < rules.pace().patience()
                && inside.promptTokens() + inside.generating() < rules.pace().enough() * rules.budget() * inside.lanes();
    }

    @Override
    public long undisturbed(Inside inside) {
        return inside.prompts() > 0 && waited < rules.pace().patience() ? rules.pace().patience() - waited : Long.MAX_VALUE;
    }

    @Override
    public void decoded(long steps, boolean waiting) {
        waited += waiting ? steps : 0;
    }
}
