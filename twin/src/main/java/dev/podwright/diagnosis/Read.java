package dev.podwright.diagnosis;

/// Pages and files that were read for causes and remedies.
final class Read {
    static final String TASK_QUEUE = "hiascend.com MindStudio 8.3.0, practicalcases, \"Pipeline Optimization\" (TASK_QUEUE_ENABLE)";
    static final String CPU_BINDING = "hiascend.com Ascend Extension for PyTorch 7.0.0, featuresguide_00010 (CPU_AFFINITY_CONF); docs.vllm.ai/projects/ascend, cpu_binding";
    static final String ACL_GRAPH = "docs.vllm.ai/projects/ascend, user_guide/feature_guide/graph_mode";
    static final String CUDA_GRAPH = "NVIDIA, \"Getting Started with CUDA Graphs\", developer.nvidia.com/blog/cuda-graphs";
    static final String AI_CPU = "hiascend.com MindStudio 5.0.0, msug_000292 (tuning of AI CPU operators)";
    static final String FALLBACK = "Ascend/pytorch: an operator without a kernel warns that it will fall back to run on the CPU";
    static final String TRANSDATA = "hiascend.com CANN 6.0.1, atlasadvisor_16_0036 (TransData operators)";
    static final String FORMATS = "Ascend/pytorch, torch.npu.config.allow_internal_format";
    static final String FRACTAL = "hiascend.com CANN 8.1.RC1, ascendtb_01_0083 (FRACTAL_NZ tiles of 16 x 16, int8 16 x 32)";
    static final String ROWS = "hiascend.com CANN 8.5.0, atlas_ascendc_best_practices_10_0014 (512-byte alignment of global memory)";
    static final String TENSOR_CORES = "NVIDIA, \"Matrix Multiplication Background User's Guide\", docs.nvidia.com/deeplearning/performance/dl-performance-matrix-multiplication";
    static final String SLOW_RANK = "hiascend.com CANN 8.5.0, atlasprofiling_16_2260 (collectives wait for the slowest rank)";

    private Read() {}
}
