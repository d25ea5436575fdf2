package dev.podwright.knowledge.error;

/// Codes that one part of the software raises.
///
/// @param pattern such as `EIxxxx`, `507xxx`, `ERRmmttt`
/// @param origin who raises them
/// @param listed how many of them were read
/// @param example one of them
public record Family(String pattern, String origin, int listed, String example) {}
