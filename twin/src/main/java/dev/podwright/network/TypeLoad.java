package dev.podwright.network;

import java.util.OptionalInt;

/// How busy the links of one type are; each direction of a cable is a link.
///
/// @param type of the links
/// @param up links that work
/// @param down links that do not
/// @param meanSeconds that links which work are busy
/// @param busiest the link that is busy longest, the lowest number of several; empty if all are down
/// @param worstSeconds that it is busy
/// @param ends what it is called, such as `leaf:3 -> spine:17`
public record TypeLoad(LinkType type, int up, int down, double meanSeconds, OptionalInt busiest, double worstSeconds, String ends) {}
