package dev.podwright.step;

/// The seconds of a step, apart by what they depend on.
///
/// @param linear all that passes every token alike, routed experts left out: projections, feed-forward, norms, collectives
/// @param experts products of routed experts
/// @param head logits of the sampled tokens
/// @param prefillAttention attention of prompts
/// @param decodeAttention attention of sequences that generate
public record StepParts(double linear, double experts, double head, double prefillAttention, double decodeAttention) {}
