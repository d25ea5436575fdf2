package dev.podwright.validation.serving;

import dev.podwright.workload.Lengths;
import java.util.Map;

/// What NVIDIA's throughput pages ran: `trtllm-bench throughput` on as many requests as their table of lengths says, with the batch and the token
/// budget that the tool works out (NVIDIA/TensorRT-LLM, docs/source/performance/perf-overview.md at v1.0; tensorrt_llm/bench/build/tuning.py).
final class OfflineSettings {
    /// Requests by prompt and answer tokens.
    private static final Map<String, Integer> REQUESTS = Map.of("128/128", 30000, "128/2048", 3000, "500/2000", 3000, "1000/1000", 3000, "2048/128", 3000,
            "20000/2000", 1000);
    /// Of all other lengths.
    private static final int OTHERS = 1500;
    private static final int MOST_SEQUENCES = 4096;
    private static final int LEAST_SEQUENCES = 64;
    private static final int MOST_TOKENS = 32768;
    private static final int LEAST_TOKENS = 2048;

    private OfflineSettings() {}

    static int requests(Lengths lengths) {
        return REQUESTS.getOrDefault("%.0f/%.0f".formatted(lengths.input(), lengths.output()), OTHERS);
    }

    /// Most sequences under way: what the cache holds at full length, rounded up to steps of 32, 128 or 256.
    static int sequences(double held, int pipeline) {
        double raw = Math.min(held, MOST_SEQUENCES) / pipeline;
        return raw < 256 ? Math.max(LEAST_SEQUENCES, up(raw, 32)) : up(raw, raw < 1024 ? 128 : 256);
    }

    /// Tokens of a step: every sequence's one and the prompts that replace those that finish, rounded up to steps of 256, 512 or 1024.
    static int tokens(double held, int pipeline, Lengths lengths) {
        double raw = Math.min(Math.min(held, MOST_SEQUENCES) / pipeline * (1 + lengths.input() / lengths.output()), MOST_TOKENS);
        return raw < 4096 ? Math.max(LEAST_TOKENS, up(raw, 256)) : up(raw, raw < 8192 ? 512 : 1024);
    }

    private static int up(double raw, int step) {
        return step * (int) Math.ceil(raw / step);
    }
}
