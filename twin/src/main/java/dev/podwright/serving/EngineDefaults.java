package dev.podwright.serving;

/// What serving engines do unless told otherwise: vLLM's defaults for online serving on data-centre GPUs (vLLM 0.10,
/// `vllm/engine/arg_utils.py`).
public final class EngineDefaults {
    /// Most tokens that one step carries per attention group (`max_num_batched_tokens`).
    public static final double TOKEN_BUDGET = 8192;

    /// Most sequences that decode at once per attention group (`max_num_seqs`).
    public static final int MOST_SEQUENCES = 1024;

    private EngineDefaults() {}
}
