/// The search: which deployment serves a scenario best on each pod, and why the others do not.
///
/// Knows: candidates, limits, ranking. Never knows: terminals, files. Entrances: [dev.podwright.plan.Planner],
/// [dev.podwright.plan.TrainingPlanner],
/// [dev.podwright.plan.StepQuestion] and [dev.podwright.plan.Comparison].
package dev.podwright.plan;
