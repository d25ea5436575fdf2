package dev.podwright.validation;

import dev.podwright.catalog.TrainingSoftware;

/// Options of a run that its recipe names beside recomputation: how experts exchange tokens, whether steps are recorded.
final class ExchangeCells {
    private ExchangeCells() {}

    /// @param detail such as `recipe …: modules ['mlp'], layers None; moe dispatcher hybridep; all-to-all overlap True; cuda graph none`;
    ///     a recipe that names no dispatcher uses the plain all-to-all, one that names no CUDA graph records none
    static TrainingSoftware adjust(TrainingSoftware software, String detail) {
        if (detail.contains("DeepEP")) {
            return software.withExchange(detail.contains("EP overlap"), true);
        }
        if (!detail.startsWith("recipe ")) {
            return software;
        }
        boolean deduplicated = detail.contains("moe dispatcher hybridep") || detail.contains("moe dispatcher deepep");
        boolean recorded = detail.contains("cuda graph ") && !detail.contains("cuda graph none");
        return software.withExchange(detail.contains("all-to-all overlap True"), deduplicated).withGraphs(recorded);
    }
}
