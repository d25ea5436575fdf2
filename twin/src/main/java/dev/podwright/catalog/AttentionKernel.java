package dev.podwright.catalog;

import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import java.util.Arrays;
import java.util.List;

/// Generations of attention kernels in training.
public enum AttentionKernel {
    /// Two batched products with the scores of every query and key between them in memory.
    UNFUSED("unfused"),
    /// FlashAttention (Dao et al. 2022, arXiv 2205.14135).
    FLASH_1("flash-1"),
    /// FlashAttention-2 (Dao 2023, arXiv 2307.08691).
    FLASH_2("flash-2"),
    /// As fast as the kernels that the chip was calibrated with.
    CURRENT("current");

    /// Speed of FlashAttention-2 over the first ("around 2x", arXiv 2307.08691, abstract).
    private static final double SECOND_OVER_FIRST = 2;
    /// Speed of FlashAttention-3 over the second on Hopper, for which it was written: the middle of "1.5-2.0x" (arXiv 2407.08608,
    /// abstract). Hopper's calibration is of the third, older chips' of the second.
    private static final double THIRD_OVER_SECOND = 1.75;
    private static final String THIRD = "hopper";

    private final String label;

    AttentionKernel(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /// Seconds of this kernel over those of the kernel that `chip` was calibrated with. Of [#UNFUSED] it says nothing: that is
    /// other work.
    public double slowdown(Chip chip) {
        double second = chip.family().equals(THIRD) ? THIRD_OVER_SECOND : 1;
        return switch (this) {
            case UNFUSED, CURRENT -> 1;
            case FLASH_1 -> SECOND_OVER_FIRST * second;
            case FLASH_2 -> second;
        };
    }

    static AttentionKernel read(Node node) {
        List<String> labels = Arrays.stream(values()).map(AttentionKernel::label).toList();
        int index = labels.indexOf(node.text());
        if (index < 0) {
            throw node.wrong("one of " + String.join(", ", labels), Nearest.maybe(node.text(), labels));
        }
        return values()[index];
    }
}
