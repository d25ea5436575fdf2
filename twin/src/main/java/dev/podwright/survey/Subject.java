package dev.podwright.survey;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.network.topology.Wired;
import java.util.Optional;

/// A system whose network is asked about.
///
/// @param id as the user named it
/// @param pod of the catalogue, or a topology of the user's that is a product of levels
/// @param rankChip what software addresses: the die, where packages have several; empty where links alone are known, no measured times
public record Subject(String id, Optional<Pod> pod, Optional<Chip> rankChip, Wired wired) {

    /// How many ranks the system has.
    public int ranks() {
        return wired.ranks().length;
    }
}
