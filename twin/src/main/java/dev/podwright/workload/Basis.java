package dev.podwright.workload;

import java.util.Locale;

/// How far a figure of a workload can be trusted.
public enum Basis {
    /// Computed from the requests of a published trace.
    COMPUTED,
    /// Printed by its source.
    PUBLISHED,
    /// A judgement: no source gives it.
    ESTIMATE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
