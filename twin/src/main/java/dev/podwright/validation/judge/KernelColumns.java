package dev.podwright.validation.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of kernel times, by file name, and their columns.
enum KernelColumns {
    GEMM(Kind.GEMM, List.of("m", "n", "k"), List.of("dtype")),
    MLA_BMM(Kind.GEMM, List.of("tokens", "heads"), List.of("dtype", "phase")),
    ATTENTION_PREFILL(Kind.ATTENTION_PREFILL, List.of("batch", "q_len", "kv_len", "heads", "kv_heads", "head_dim"), List.of("dtype", "kv_dtype", "window")),
    ATTENTION_DECODE(Kind.ATTENTION_DECODE, List.of("batch", "q_len", "kv_len", "heads", "kv_heads", "head_dim"), List.of("dtype", "kv_dtype", "window")),
    MLA_PREFILL(Kind.MLA, List.of("batch", "q_len", "kv_len", "heads"), List.of("dtype", "kv_dtype")),
    MLA_DECODE(Kind.MLA, List.of("batch", "q_len", "kv_len", "heads"), List.of("dtype", "kv_dtype")),
    MOE(Kind.MOE, List.of("tokens", "hidden", "inter", "topk", "experts", "tp", "ep"), List.of("dtype", "distribution", "gated")),
    MLA_MODULE(Kind.MODULE, List.of("batch", "q_len", "kv_len", "heads"), List.of("dtype", "kv_dtype", "gemm_dtype", "phase", "model")),
    DSA_MODULE(Kind.MODULE, List.of("batch", "q_len", "kv_len", "heads"), List.of("dtype", "kv_dtype", "gemm_dtype", "phase", "model"));

    static final String TIME = "latency_us";

    private final Kind kind;
    private final Columns columns;
    private final List<String> conditions;

    /// @param words columns that a prediction needs beside the shape
    KernelColumns(Kind kind, List<String> shape, List<String> words) {
        this.kind = kind;
        List<String> needed = new ArrayList<>(List.of("chip", TIME));
        needed.addAll(shape);
        needed.addAll(words);
        this.columns = new Columns(needed, Stream.concat(shape.stream(), Stream.of(TIME)).toList(),
                words.stream().filter(w -> w.equals("window") || w.equals("gated")).toList(),
                List.of("id", "framework", "framework_version", "kernel", "source_dtype", "source", "notes"));
        this.conditions = Stream.of(shape, words, List.of("chip", "framework", "framework_version", "kernel", "source_dtype")).flatMap(List::stream).toList();
    }

    static final Map<String, KernelColumns> BY_FILE = Stream.of(values()).collect(Collectors.toUnmodifiableMap(KernelColumns::label, t -> t));

    Kind kind() {
        return kind;
    }

    /// The name of the file without its ending.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Columns columns() {
        return columns;
    }

    /// What two rows must share to be measurements of one thing.
    List<String> conditions() {
        return conditions;
    }
}
