/// What is asked of a system: the kinds of requests, their lengths and images, load, limits; what a training job computes.
///
/// Knows: requests, named workloads, what the context of a model cuts. Never knows: how they are served. Entrances:
/// [dev.podwright.workload.Demand], [dev.podwright.workload.NamedWorkloads] and [dev.podwright.workload.Recipe].
package dev.podwright.workload;
