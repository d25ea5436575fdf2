package dev.podwright.survey;

/// Single flows to their ends at max–min fair rates.
///
/// @param flows how many
/// @param bytes all together
/// @param tolerance on completion times; 0 = exact
/// @param ends seconds at which each ends, in the order of the flows
public record FlowTimes(int flows, double bytes, double tolerance, double[] ends) {}
