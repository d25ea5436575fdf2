/// Chrome traces that PyTorch's profiler (Kineto) writes, streamed: gigabytes pass, columns of numbers stay.
///
/// Knows: Kineto's events and arguments, how a device task is traced back to the operator that launched it. Never knows: other formats, what kernels
/// do. Entrance: [dev.podwright.profile.kineto.KinetoTraces].
package dev.podwright.profile.kineto;
