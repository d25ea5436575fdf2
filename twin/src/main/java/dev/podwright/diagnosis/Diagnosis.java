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
/// @param expected what the twin predicts for the profile's own operators without gaps and waits that need not be; exchanges are as much hidden as they were
/// @param scenario the predicted step of the scenario, if one was given
/// @param ranks where the step of each rank went
/// @param parts the mean step by what was done, measured, expected and predicted; the measured ones add up to `step`
/// @param operators priced operators, most seconds first
/// @param findings most gain first; no second counts in two of them
/// @param notes what could not be looked into and why, full sentences
public record Diagnosis(List<Profile> profiles, Machine machine, List<Repricing> repriced, double step, Interval expected, Optional<Cost> scenario, List<RankTime> ranks, List<Part> parts,
                        List<PricedOperator> operators, List<Finding> findings, List<String> notes) {
    public Diagnosis {
        profiles = List.copyOf(profiles);
        repriced = List.copyOf(repriced);
        ranks = List.copyOf(ranks);
        parts = List.copyOf(parts);
        operators = List.copyOf(operators);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /// An operator with a price.
    ///
    /// @param measured seconds of a step that its tasks take, whatever runs beside them
    /// @param expected the same as predicted
    /// @param count tasks of a step
    public record PricedOperator(String name, double count, double measured, Interval expected) {}

    /// By which share of the step the profile is slower than it should be at the slow end of the interval: 0.1 = 10 %. Never negative.
    public double excess() {
        return step > 0 ? Math.max(0, (step - expected.high()) / step) : 0;
    }

    /// Seconds of a step that mending all findings would save at most.
    public double gain() {
        return findings.stream().mapToDouble(f -> f.gain().value()).sum();
    }

    /// The share of the step that mending one finding saves at least.
    public double certain(Finding finding) {
        return step > 0 ? finding.gain().low() / step : 0;
    }
}
