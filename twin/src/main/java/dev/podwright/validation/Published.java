package dev.podwright.validation;

/// A published figure, re-typed as a fact with its source and conditions.
public sealed interface Published permits PublishedResult, PublishedTraining {

    String id();

    /// What was measured; the name ends in its unit, such as `tpot_ms`.
    String quantity();

    /// In the unit of the quantity.
    double measured();

    String source();

    /// What else matters of the conditions, and what was assumed.
    String note();
}
