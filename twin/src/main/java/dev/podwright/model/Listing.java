package dev.podwright.model;

/// A bundled model as its makers describe it. Counts are texts as printed, in billions of parameters, because their last
/// digit says how exact they are; empty when none was found.
///
/// @param total parameters of the model
/// @param active parameters per token of a mixture of experts
/// @param activeCounts what the active count holds beside the layers: `tables` (embedding and head), `head`, `neither`
/// @param source where the counts are printed
/// @param deviation why [Parameters] gives another count, empty if it does not
public record Listing(String name, String family, String total, String active, String activeCounts, String source, String deviation) {}
