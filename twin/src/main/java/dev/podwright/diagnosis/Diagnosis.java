package dev.podwright.diagnosis;

import dev.podwright.profile.Profile;
import dev.podwright.repricing.Machine;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import java.util.List;
import java.util.Optional;

/// What was found in the profiles of a job.
///
/// @param profiles one per rank
/// @param repriced each on its own machine, in the same order
/// @param step as measured, mean over ranks and steps
/// @param expected what the twin predicts for the profile's own operators without gaps and waits that need not be
/// @param scenario the predicted step of the scenario, if one was given
/// @param findings most gain first
/// @param notes what could not be looked into and why, full sentences
public record Diagnosis(List<Profile> profiles, Machine machine, List<Repricing> repriced, double step, Interval expected, Optional<Cost> scenario, List<Finding> findings,
                        List<String> notes) {
    public Diagnosis {
        profiles = List.copyOf(profiles);
        repriced = List.copyOf(repriced);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /// By which share of the step the profile is slower than it should be at the slow end of the interval: 0.1 = 10 %. Never negative.
    public double excess() {
        return step > 0 ? Math.max(0, (step - expected.high()) / step) : 0;
    }
}
