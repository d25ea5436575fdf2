/// What is asked: model, precision, workload, pods.
///
/// Knows: scenarios, their fields and defaults. Never knows: how a deployment is found. Entrances:
/// [dev.podwright.scenario.ScenarioReader] reads, [dev.podwright.scenario.Scenario] is what was read.
package dev.podwright.scenario;
