/// What is broken, slowed or wired more thinly than the plan says, and what is left of a network then.
///
/// Knows: cards, links, switches, planes, spare cards. Never knows: how often things break, what a job loses. Entrance:
/// [dev.podwright.network.fault.Condition].
package dev.podwright.network.fault;
