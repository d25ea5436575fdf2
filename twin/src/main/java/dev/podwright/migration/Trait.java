package dev.podwright.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What facts may depend on: a small closed set of words.
enum Trait {
    SERVING(Kind.PURPOSE),
    TRAINING(Kind.PURPOSE),

    A1(Kind.GENERATION),
    P310(Kind.GENERATION),
    A2(Kind.GENERATION),
    A3(Kind.GENERATION),
    A5(Kind.GENERATION),

    SHIPS_FP8(Kind.STORED),
    SHIPS_MXFP4(Kind.STORED),
    SHIPS_NVFP4(Kind.STORED),
    SHIPS_INT4(Kind.STORED),
    SHIPS_INT8(Kind.STORED),
    SHIPS_BF16(Kind.STORED),
    SHIPS_FP16(Kind.STORED),
    SHIPS_FP32(Kind.STORED),

    /// One key-value head for each query head.
    MULTI_HEAD(Kind.MODEL),
    GROUPED_QUERY(Kind.MODEL),
    /// One key-value head.
    MULTI_QUERY(Kind.MODEL),
    LATENT(Kind.MODEL),
    COMPRESSED(Kind.MODEL),
    WINDOW(Kind.MODEL),
    SINKS(Kind.MODEL),
    INDEXER(Kind.MODEL),
    GATED_DELTA(Kind.MODEL),
    KIMI_DELTA(Kind.MODEL),
    MAMBA2(Kind.MODEL),
    SOFTCAP(Kind.MODEL),
    ALIBI(Kind.MODEL),
    /// Value heads of another width than key heads.
    UNEVEN_HEADS(Kind.MODEL),
    MIXTURE(Kind.MODEL),
    VISION(Kind.MODEL),

    CUDA_GRAPHS(Kind.FEATURE),
    TORCH_COMPILE(Kind.FEATURE),
    CHUNKED_PREFILL(Kind.FEATURE),
    PREFIX_CACHING(Kind.FEATURE),
    SPECULATIVE_DECODING(Kind.FEATURE),
    LORA(Kind.FEATURE),
    STRUCTURED_OUTPUT(Kind.FEATURE),
    DISAGGREGATION(Kind.FEATURE),
    CONTEXT_PARALLEL(Kind.FEATURE),
    PIPELINE_PARALLEL(Kind.FEATURE),
    EXPERT_PARALLEL(Kind.FEATURE),
    FP8_KV_CACHE(Kind.FEATURE),
    FP8_ATTENTION(Kind.FEATURE),
    FP8_TRAINING(Kind.FEATURE),
    TF32(Kind.FEATURE),
    DEEPEP(Kind.FEATURE),
    FLASH_ATTENTION(Kind.FEATURE),
    FLASHINFER(Kind.FEATURE),
    TRITON(Kind.FEATURE),
    CUSTOM_KERNELS(Kind.FEATURE),
    MEGATRON(Kind.FEATURE),
    FSDP(Kind.FEATURE),
    DEEPSPEED(Kind.FEATURE),
    TRANSFORMER_ENGINE(Kind.FEATURE),
    APEX(Kind.FEATURE),
    NCCL(Kind.FEATURE),

    SEVERAL_RANKS(Kind.SCALE),
    SEVERAL_SERVERS(Kind.SCALE),
    /// 3,000 ranks and more.
    THOUSANDS(Kind.SCALE),
    /// Cards of two dies that software addresses one by one.
    DIE_PAIRS(Kind.SCALE),

    /// A profile was given.
    PROFILED(Kind.GIVEN),
    /// The profile has operators that do not run on the target.
    UNSUPPORTED_OPERATORS(Kind.GIVEN);

    /// Of one kind marked exclusive a case has at most one trait.
    enum Kind {
        PURPOSE(true),
        GENERATION(true),
        STORED(true),
        MODEL(false),
        FEATURE(false),
        SCALE(false),
        GIVEN(false);

        private final boolean exclusive;

        Kind(boolean exclusive) {
            this.exclusive = exclusive;
        }

        boolean exclusive() {
            return exclusive;
        }
    }

    private final Kind kind;

    Trait(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /// Such as `cuda-graphs`.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Trait> of(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }
}
