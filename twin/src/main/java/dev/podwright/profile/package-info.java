/// What a profiler saw of one rank: device tasks with the operators that launched them, steps, host operators.
///
/// Knows: the files of PyTorch's profiler (Kineto), of the Ascend PyTorch profiler and of msprof. Never knows: chips, times that should have been, what runs
/// where. Entrance: [dev.podwright.profile.Profiles].
package dev.podwright.profile;
