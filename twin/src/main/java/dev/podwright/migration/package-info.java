/// What moving a model, a set-up or a profiled program from NVIDIA to Ascend asks for.
///
/// Knows: precisions, attention, formats, layouts and engine features with what stands in for them, steps, effort, risks. Never knows: terminals, pages.
/// Entrance: [dev.podwright.migration.Migration].
///
/// A report is made of one question: for each target a set of traits is gathered (what the model has, what is in use, which generation the target is), the
/// facts of `facts.json` whose condition those traits meet are taken over with their sources, and what no fact speaks of is listed as unread. Figures are
/// never in the facts: weights, cards and rates come from the planner of both systems, times from repricing the profile, and operators and kernels from
/// [dev.podwright.knowledge.Knowledge].
package dev.podwright.migration;
