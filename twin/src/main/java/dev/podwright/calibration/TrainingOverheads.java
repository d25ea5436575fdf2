package dev.podwright.calibration;

import dev.podwright.units.Spread;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What of [TrainingFit] holds for one run.
///
/// @param values sums of the effects that hold, in the units of their terms
/// @param spread held-out error of iterations of such runs; empty = nothing was fitted
/// @param why where they come from, one sentence
public record TrainingOverheads(Map<TrainingTerm, Double> values, Optional<Spread> spread, String why) {
    /// Kernels and collectives alone.
    public static final TrainingOverheads NONE = new TrainingOverheads(Map.of(), Optional.empty(), "");

    /// However the terms come out, a kind of work takes at least this share of what its kernels were measured to take.
    private static final double LEAST = 0.5;

    public TrainingOverheads {
        values = values.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(values));
    }

    /// Factor on all seconds.
    public double work() {
        return Math.exp(value(TrainingTerm.WORK));
    }

    /// Factor on one kind of work, [#work] left out.
    public double factor(TrainingTerm term) {
        return Math.max(LEAST, 1 + value(term));
    }

    /// Factor on products of experts, [#work] left out.
    public double experts(boolean biased, boolean latent) {
        return Math.max(LEAST, 1 + (biased ? value(TrainingTerm.BIASED_EXPERTS) : 0)
                + (latent ? value(TrainingTerm.LATENT_EXPERTS) : 0));
    }

    /// Seconds that communication adds.
    ///
    /// @param alone seconds by itself, [#work] counted
    /// @param left seconds that computation does not hide, by the schedule
    /// @param hidden what says how much of the rest shows nevertheless
    public double exposed(double alone, double left, TrainingTerm hidden) {
        return left + Math.clamp(value(hidden), 0, 1) * Math.max(0, alone - left);
    }

    /// Seconds of the host per mixture layer and pass.
    public double host() {
        return Math.max(0, value(TrainingTerm.HOST_MIXTURE));
    }

    public double value(TrainingTerm term) {
        return values.getOrDefault(term, 0.0);
    }
}
