/// What moving a model, a set-up or a profiled program from NVIDIA to Ascend asks for.
///
/// Knows: precisions, attention, formats, layouts and engine features with what stands in for them, steps, effort, risks. Never knows: terminals, pages.
/// Entrance: [dev.podwright.migration.Migration].
package dev.podwright.migration;
