package dev.podwright.layout;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;

/// Memory of a rank that no job gets, whatever it runs.
final class RankContext {
    /// CUDA context with its loaded kernels: 1.3 GB (Hugging Face Transformers documentation, "Model training anatomy"). Taken for
    /// vendors without a figure of their own too.
    private static final double CUDA = 1.3e9;
    /// What `npu-smi` shows in use on an idle Ascend 910 of 65,536 MB: 3,416 MB (vllm-project/vllm-ascend issue 2534).
    private static final double CANN = 3416 * 1048576.0;
    /// Reserved by the runtime in out-of-memory reports of XLA on TPU: 530 MB (LargeWorldModel/LWM issue 60).
    private static final double XLA = 530 * 1048576.0;

    private RankContext() {}

    /// Bytes of `chip` that a job may use.
    static double usable(Chip chip) {
        double context = switch (chip.vendor()) {
            case "Huawei" -> CANN;
            case "Google" -> XLA;
            default -> CUDA;
        };
        return chip.need(Figure.MEMORY_CAPACITY) - context;
    }
}
