/// What a serving deployment does in steady state: TTFT, TPOT, throughput of a replica, closed forms only.
///
/// Knows: steps, prompts that interrupt decoding, waiting. Never knows: which deployment is best. Entrances:
/// [dev.podwright.serving.AggregatedReplica], [dev.podwright.serving.PrefillReplica] and
/// [dev.podwright.serving.DecodeReplica].
package dev.podwright.serving;
