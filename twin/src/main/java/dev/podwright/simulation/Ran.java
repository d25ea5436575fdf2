package dev.podwright.simulation;

/// Steps that a replica ran, one after the other and alike.
///
/// @param replica that ran them
/// @param start of the first, seconds
/// @param seconds all of them
/// @param steps how many
/// @param decoding sequences that generated in each
/// @param promptTokens of prompts computed in all of them
/// @param waiting requests in the queue of the replica
/// @param usedBlocks of its cache that requests hold at their start
/// @param held sequences that were generating and waited meanwhile, as prompts went alone
public record Ran(int replica, double start, double seconds, long steps, int decoding, int promptTokens, int waiting, long usedBlocks, int held) {}
