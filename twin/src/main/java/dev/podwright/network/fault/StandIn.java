package dev.podwright.network.fault;

/// A spare card in the place of one that is lost.
///
/// @param rank that it takes over
/// @param lost node of the card that held the rank
/// @param spare node of the card that holds it now
public record StandIn(int rank, int lost, int spare) {}
