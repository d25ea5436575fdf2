package dev.podwright.validation.judge;

import java.util.List;

/// The columns of `collectives.csv` and `expert_parallel.csv`.
final class ExchangeColumns {
    static final Columns COLLECTIVES = new Columns(List.of("chip", "op", "ranks", "bytes", "time_us"),
            List.of("ranks", "nodes", "ranks_per_node", "bytes", "time_us", "algbw_gbps", "busbw_gbps"), List.of(), List.of("id", "library", "library_version", "topology", "source"));
    static final List<String> COLLECTIVE_CONDITIONS = List.of("chip", "op", "nodes", "ranks_per_node", "ranks", "bytes", "library", "library_version",
            "algorithm", "protocol", "dtype", "topology");

    static final Columns EXPERTS = new Columns(List.of("chip", "phase", "mode", "time_us", "ep", "tokens_per_rank", "hidden", "topk", "dtype"),
            List.of("ep", "nodes", "ranks_per_node", "tokens_per_rank", "hidden", "topk", "experts", "time_us", "gbps"), List.of("notify_us"),
            List.of("id", "library", "library_version", "sms", "source", "notes"));
    static final List<String> EXPERT_CONDITIONS = List.of("chip", "phase", "mode", "nodes", "ranks_per_node", "ep", "tokens_per_rank", "hidden", "topk",
            "experts", "dtype", "sms", "library", "library_version", "topology");

    private ExchangeColumns() {}
}
