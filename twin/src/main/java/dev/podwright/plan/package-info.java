/// The search: which deployment serves a scenario best on each pod, and why the others do not.
///
/// Knows: candidates, limits, ranking. Never knows: terminals, files. Entrances: [dev.podwright.plan.Planner],
/// [dev.podwright.plan.TrainingPlanner], [dev.podwright.plan.StepQuestion], [dev.podwright.plan.IterationQuestion],
/// [dev.podwright.plan.Comparison] and [dev.podwright.plan.Frontier].
package dev.podwright.plan;
