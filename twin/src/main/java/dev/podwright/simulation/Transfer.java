package dev.podwright.simulation;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/// How the cache of a prompt moves from the replica that computed it to the one that generates.
///
/// One attention group holds a prompt; its ranks send their shares at once. Caches that leave or enter a replica at the same time share
/// its ports evenly once they are more than its attention groups.
///
/// @param bytes of the cache of so many tokens, every byte counted once
/// @param ports of each pool, in the order of the pools
/// @param latency seconds before the first byte arrives
/// @param start when caches begin to move
/// @param first where the first token comes from
public record Transfer(IntToDoubleFunction bytes, List<Port> ports, double latency, Start start, First first) {

    /// What a replica's links carry.
    ///
    /// @param bytesPerSecond of the cache of one prompt, sent or received by one attention group
    /// @param groups attention groups, each with links of its own
    /// @param layers that hold a cache: what layer-wise sending cannot hide is the last one's share
    public record Port(double bytesPerSecond, int groups, int layers) {
        public Port {
            if (!(bytesPerSecond > 0) || groups < 1 || layers < 1) {
                throw new IllegalArgumentException("A port of %s bytes/s, %d groups and %d layers.".formatted(bytesPerSecond, groups, layers));
            }
        }
    }

    /// When a cache begins to move.
    public enum Start {
        /// The replica that generates fetches it when the prompt is computed (vLLM's NixlConnector reads it then: vllm/distributed/
        /// kv_transfer/kv_connector/v1/nixl_connector.py).
        AFTER_PROMPT,
        /// Layer by layer while the prompt is computed (Splitwise, arXiv 2311.18677, section 4.2; Mooncake, arXiv 2407.00079,
        /// section 5.2): only what the computation did not hide is left at its end, at least one layer. The replica that generates is
        /// chosen and has taken the blocks when the request comes.
        LAYER_WISE
    }

    /// Where a client's first token comes from.
    public enum First {
        /// The replica that computed the prompt sends it at once.
        PROMPT,
        /// It travels with the cache, and the replica that generates sends it when it has both: SGLang (python/sglang/srt/disaggregation/
        /// decode.py: the token is in the metadata buffer), TensorRT-LLM (first_gen_tokens, `_handle_first_token_response` in
        /// tensorrt_llm/_torch/pyexecutor/py_executor.py).
        ARRIVAL,
        /// The replica that generates computes the prompt's last token again, in its first step: vLLM (vllm/v1/core/sched/scheduler.py,
        /// `_update_waiting_for_remote_kv`; the proxy throws the other's token away).
        FIRST_STEP
    }

    public Transfer {
        ports = List.copyOf(ports);
        if (!(latency >= 0)) {
            throw new IllegalArgumentException("The latency is %s s.".formatted(latency));
        }
    }

    /// What the engine named does.
    public static First first(String engine) {
        return engine.startsWith("vllm") ? First.FIRST_STEP : First.ARRIVAL;
    }

    /// Bytes per second of one cache alone between replicas of two pools.
    double alone(int from, int to) {
        return Math.min(ports.get(from).bytesPerSecond, ports.get(to).bytesPerSecond);
    }
}
