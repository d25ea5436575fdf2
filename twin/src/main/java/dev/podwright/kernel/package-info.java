/// An operator on a chip becomes time.
///
/// Knows: rooflines and calibrated efficiencies. Never knows: layouts, other ranks. Entrance:
/// [dev.podwright.kernel.Kernels].
package dev.podwright.kernel;
