package dev.podwright.knowledge.support;

import java.util.Optional;

/// What a device kernel is, told from its name.
///
/// @param nature what it computes
/// @param library whose it is, such as `cuBLAS`, `ATen`, `FlashAttention`, `Triton`, `NCCL`; `unknown` where the name tells nothing
/// @param custom whether it is code beyond PyTorch and the vendor's libraries, which has to be ported or replaced
/// @param replacement on Ascend, if one is known
public record Kernel(Nature nature, String library, boolean custom, Optional<OperatorSupport.Replacement> replacement) {

    /// What bounds a kernel, roughly.
    public enum Nature {
        /// Matrix product or convolution.
        PRODUCT,
        ATTENTION,
        /// Products of routed experts.
        EXPERTS,
        /// Elementwise work, norms, reductions, copies by kernels, gathers: memory traffic.
        TRAFFIC,
        EXCHANGE,
        UNKNOWN
    }
}
