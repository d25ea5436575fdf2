package dev.podwright.step;

import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;
import dev.podwright.model.Operators;
import dev.podwright.model.Quantization;
import dev.podwright.model.VisionTower;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Images through the vision tower. Every tensor rank holds the tower whole and sees every image of its attention group,
/// so that nothing travels (vLLM without `mm_encoder_tp_mode=data`, whose tensor-parallel towers would need an all-reduce
/// per layer).
final class VisionPass {
    private VisionPass() {}

    /// The cost of `images` of one size together; a mean number of images costs in proportion to the nearest whole one.
    static Cost price(VisionTower tower, Quantization quantization, Kernels kernels, double images, int wide, int high) {
        int whole = (int) Math.max(1, Math.rint(images));
        Map<Operator, Integer> counts = new LinkedHashMap<>();
        Operators.vision(tower, whole, wide, high, quantization).forEach(operator -> counts.merge(operator, 1, Integer::sum));
        List<Cost> parts = new ArrayList<>();
        counts.forEach((operator, count) -> parts.add(kernels.price(operator).repeated(count * images / whole)));
        return Cost.sequence("vision", "images of %d x %d pixels".formatted(wide, high), parts);
    }
}
