package dev.podwright.validation;

import dev.podwright.units.Cost;
import java.util.Optional;

/// A measured exchange and what the twin says of it.
///
/// @param id of the evidence
/// @param kind `collective` or `expert_parallel`
/// @param op such as `all_reduce` or `dispatch`
/// @param chip as the evidence names it
/// @param source repository or document
/// @param framework library that ran, with its version
/// @param group what was held out together when errors were measured
/// @param measured seconds, 0 if the evidence has none
/// @param predicted seconds with their 90 % interval ([Cost#interval()]); empty if `reason` says why not
/// @param reason begins with `insufficient` where the evidence lacks a column, with `unpredictable` where the twin lacks something
public record ExchangePrediction(String id, String kind, String op, String chip, String source, String framework, String group, double measured,
                                 Optional<Cost> predicted, String reason) {}
