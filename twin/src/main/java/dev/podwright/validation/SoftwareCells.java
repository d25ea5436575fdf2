package dev.podwright.validation;

import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.units.Precision;

/// Options of a run that tables name: how experts exchange tokens, whether steps are recorded, what gradients are summed in.
final class SoftwareCells {
    private static final String DEEPSPEED = "deepspeed";

    private SoftwareCells() {}

    /// The software that ran. Megatron-LM of 2021 has no ZeRO-3: its paper (arXiv 2104.04473, section 5.2) ran ZeRO-3 with DeepSpeed.
    static String name(Row row) {
        return row.text("software").equals("Megatron-LM 2021") && row.text("zero_fsdp").equals("zero3") ? DEEPSPEED : row.text("software");
    }

    static TrainingSoftware adjust(TrainingSoftware software, Row row) {
        TrainingSoftware exchanged = exchange(software, row.text("recompute_detail"));
        // Composer's FSDP mode DEFAULT reduces gradients in fp32, PURE in the 16-bit type of the weights.
        return row.text("notes").contains("MP mode DEFAULT") ? exchanged.withGradients(Precision.FP32) : exchanged;
    }

    /// @param detail such as `recipe …: modules ['mlp'], layers None; moe dispatcher hybridep; all-to-all overlap True; cuda graph none`;
    ///     a recipe that names no dispatcher uses the plain all-to-all, one that names no CUDA graph records none
    private static TrainingSoftware exchange(TrainingSoftware software, String detail) {
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
