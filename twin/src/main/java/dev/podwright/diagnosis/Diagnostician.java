package dev.podwright.diagnosis;

import dev.podwright.knowledge.Knowledge;
import dev.podwright.profile.Profile;
import dev.podwright.repricing.Machine;
import dev.podwright.units.Cost;
import java.util.List;
import java.util.Optional;

/// Looks for trouble in profiles.
public final class Diagnostician {
    private final Knowledge knowledge;

    public Diagnostician(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /// @param profiles of one job, one per rank
    /// @param machine it ran on
    /// @param scenario the predicted cost of a step of the same scenario, if known
    public Diagnosis diagnose(List<Profile> profiles, Machine machine, Optional<Cost> scenario) {
        throw new UnsupportedOperationException("" + profiles.size() + machine.id() + scenario + knowledge);
    }
}
