package dev.podwright.model;

import java.util.Set;

/// One tensor that the backward pass reads.
///
/// @param name dotted, as the names of [Operators] are: who reads it, then what it is
/// @param parts recomputing any of these makes it unnecessary to keep
/// @param bytes on one rank
public record Saved(String name, Set<Part> parts, double bytes) {

    /// Whether it is not kept when `recomputed` parts are computed again.
    public boolean dropped(Set<Part> recomputed) {
        for (Part part : parts) {
            if (recomputed.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
