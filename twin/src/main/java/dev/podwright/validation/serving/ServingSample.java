package dev.podwright.validation.serving;

import dev.podwright.calibration.ServingError;
import dev.podwright.calibration.ServingOverheads;
import dev.podwright.calibration.ServingProfile;
import dev.podwright.calibration.ServingTerm;
import java.util.function.Function;

/// A measured row beside its simulation, and how the simulation answers to each term.
///
/// @param group rows that are held out together
/// @param measured logarithms of TPOT and TTFT; NaN where not measured
/// @param at sums of effects by term, at which was simulated
/// @param simulated logarithms of TPOT and TTFT there
/// @param slopes of them along each term
record ServingSample(String group, ServingProfile profile, ServingError.Room room, double[] measured, double[] at, double[] simulated, double[][] slopes) {
    static final int TPOT = 0;
    static final int TTFT = 1;
    static final int FIGURES = 2;
    private static final int TERMS = ServingTerm.values().length;
    /// Steps of the finite differences: large against the grain of a simulation, in which a batch forms or does not.
    private static final double[] STEP = {0.2e-3, 10e-6, 0.05, 0.1};

    /// Simulates at the sums of effects and beside them.
    ///
    /// @param run gives means under overheads
    static ServingSample of(String group, ServingProfile profile, ServingError.Room room, double[] measured, double[] at, Function<ServingOverheads, ClosedLoop.Means> run) {
        ClosedLoop.Means here = run.apply(ServingOverheads.of(at));
        double[] simulated = {Math.log(here.tpot()), Math.log(here.ttft())};
        double[][] slopes = new double[FIGURES][TERMS];
        for (int term = 0; term < STEP.length; term++) {
            double[] beside = at.clone();
            beside[term] = (term < 2 ? Math.max(0, at[term]) : at[term]) + STEP[term];
            ClosedLoop.Means there = run.apply(ServingOverheads.of(beside));
            slopes[TPOT][term] = (Math.log(there.tpot()) - simulated[TPOT]) / STEP[term];
            slopes[TTFT][term] = (Math.log(there.ttft()) - simulated[TTFT]) / STEP[term];
        }
        // The front end adds to the first token alone.
        slopes[TTFT][ServingTerm.FRONT_END.ordinal()] = 1 / here.ttft();
        return new ServingSample(group, profile, room, measured, at, simulated, slopes);
    }

    /// Whether the figure says something of engines: what waits for memory does not.
    boolean tells(int figure) {
        return Double.isFinite(measured[figure]) && Double.isFinite(simulated[figure]) && (figure == TPOT || room == ServingError.Room.AMPLE);
    }
}
