/// Which PyTorch interfaces torch_npu runs on which generation of Ascend chips, and what operators and kernels are.
///
/// Knows: support tables by release, names of operators and kernels. Never knows: models, times, profiles. Entrance:
/// [dev.podwright.knowledge.support.Support], [dev.podwright.knowledge.support.Kernel].
package dev.podwright.knowledge.support;
