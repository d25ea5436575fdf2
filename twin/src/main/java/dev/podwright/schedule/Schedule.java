package dev.podwright.schedule;

/// How a pipeline orders its work.
public enum Schedule {
    /// All forward passes, then all backward passes (Huang et al. 2019, arXiv 1811.06965).
    GPIPE("gpipe"),
    /// One forward, one backward in turn once the pipeline is full (PipeDream-Flush; Narayanan et al. 2021, arXiv 2104.04473).
    ONE_F_ONE_B("1f1b"),
    /// The same with several chunks of layers per device (arXiv 2104.04473, section 2.2).
    INTERLEAVED("interleaved-1f1b"),
    /// Backward split in two, the gradient of the weights fills the bubbles; memory of 1F1B (ZB-H1; Qi et al. 2024, arXiv 2401.10241).
    ZERO_BUBBLE("zero-bubble"),
    /// Micro-batches fed from both ends, forward and backward of different micro-batches overlapped (DeepSeek-V3, arXiv
    /// 2412.19437, section 3.2.1); each device holds two stages, so the weights twice.
    DUAL_PIPE("dualpipe");

    private final String label;

    Schedule(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /// Copies of a stage's weights that the devices hold together.
    public int weightCopies() {
        return this == DUAL_PIPE ? 2 : 1;
    }
}
