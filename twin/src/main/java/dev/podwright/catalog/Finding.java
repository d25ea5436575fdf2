package dev.podwright.catalog;

/// What the catalogue lacks of one chip or pod.
///
/// @param entry id of the chip or pod
/// @param missing the missing number as `--set` names it, such as `memory_bandwidth` or `ici.bandwidth`
/// @param consequence what follows for predictions, a full sentence
/// @param blocks whether a prediction is impossible without it, rather than poorer
public record Finding(String entry, String missing, String consequence, boolean blocks) {}
