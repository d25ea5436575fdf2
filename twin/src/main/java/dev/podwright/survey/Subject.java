package dev.podwright.survey;

import dev.podwright.catalog.Pod;
import dev.podwright.network.topology.Wired;
import java.util.Optional;

/// A system whose network is asked about.
///
/// @param id as the user named it
/// @param pod of the catalogue; empty for a topology of the user's own, of which no measured times are known
public record Subject(String id, Optional<Pod> pod, Wired wired) {

    /// What software addresses: dies, where packages have several.
    public int ranks() {
        return wired.ranks().length;
    }
}
