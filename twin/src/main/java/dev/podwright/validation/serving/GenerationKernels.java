package dev.podwright.validation.serving;

import dev.podwright.model.Attention;
import dev.podwright.model.Layer;

/// How TensorRT-LLM's generation attention reads the cache, by release.
///
/// Its masked multi-head kernel runs one thread block for each query head, so that heads of a group each read the group's keys and values. The kernel
/// that reads them once (XQA) came with release 0.8 and for a while knew models of the shape of Llama-2-70B alone: eight heads of 128 to a group
/// (NVIDIA/TensorRT-LLM, docs/source/gpt_attention.md at v0.8: "currently only supports a limited number of model configurations, such as the LLAMA2 70B
/// model"). The performance pages from 0.14 on have it for all.
final class GenerationKernels {
    private static final int GROUP = 8;
    private static final int HEAD = 128;

    private GenerationKernels() {}

    /// How often the cache is read in a step. Heads of a group run side by side and find part of each other's reads in the second-level cache, whose hits
    /// nobody published: taken as the geometric mean of once and of once for each head.
    static double reads(Point point) {
        if (point.engine() != Engine.TENSORRT_LLM || point.mode() != Mode.STATIC_BATCH) {
            return 1;
        }
        boolean first = point.release().startsWith("0.5") || point.release().startsWith("0.6") || point.release().startsWith("0.7");
        Layer layer = point.model().layers().getFirst();
        if (!(layer.attention() instanceof Attention.GroupedQuery a)) {
            return 1;
        }
        double group = (double) a.heads() / a.kvHeads();
        return !first && group == GROUP && a.headDim() == HEAD ? 1 : Math.sqrt(group);
    }
}
