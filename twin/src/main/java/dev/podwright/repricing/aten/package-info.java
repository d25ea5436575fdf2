/// What a task of a CUDA profile computes, told from the PyTorch operator that launched it and the tensors it was given.
///
/// Knows: signatures of aten, attention and serving operators, number formats of PyTorch, which tensors are read and written. Never knows: chips, times.
/// Entrance: [dev.podwright.repricing.aten.AtenOperators].
package dev.podwright.repricing.aten;
