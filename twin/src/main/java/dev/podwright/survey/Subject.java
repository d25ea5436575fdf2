package dev.podwright.survey;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.network.topology.Wired;
import java.util.Optional;

/// A system whose network is asked about.
///
/// @param id as the user named it
/// @param pod of the catalogue; empty for a topology of the user's own, of which no measured times are known
/// @param rankChip what software addresses in the pod: the die, where packages have several
public record Subject(String id, Optional<Pod> pod, Optional<Chip> rankChip, Wired wired) {

    /// How many ranks the system has.
    public int ranks() {
        return wired.ranks().length;
    }
}
