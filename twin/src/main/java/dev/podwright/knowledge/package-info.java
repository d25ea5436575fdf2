/// What is known of Ascend's software against CUDA's: which interfaces run on which generation, what stands in for a kernel or a setting, what error codes
/// mean. It is data with source and version, and newer exports replace it.
///
/// Knows: support tables, kernel names, substitutes, error codes. Never knows: models, times, profiles. Entrance: [dev.podwright.knowledge.Knowledge].
package dev.podwright.knowledge;
