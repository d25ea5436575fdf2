/// What is asked: model, precision, workload, pods.
///
/// Knows: scenarios, their fields and defaults. Never knows: how a deployment is found. Entrance:
/// [dev.podwright.scenario.Scenario].
package dev.podwright.scenario;
