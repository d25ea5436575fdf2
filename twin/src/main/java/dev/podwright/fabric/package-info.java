/// A collective on a pod becomes time.
///
/// Knows: levels, algorithms, their closed forms. Never knows: models, kernels. Entrance:
/// [dev.podwright.fabric.Fabric].
package dev.podwright.fabric;
