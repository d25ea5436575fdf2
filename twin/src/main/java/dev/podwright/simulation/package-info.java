/// Serving, request by request: engines with their schedulers and caches, replicas, routers, the clients that ask.
///
/// Knows: how an engine fills a step, when a request waits, is preempted and done. Never knows: what a step costs (that is compiled from
/// [dev.podwright.step.ServingStep]), which deployment is best, host time. Entrance: [dev.podwright.simulation.Simulation].
package dev.podwright.simulation;
