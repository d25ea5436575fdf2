package dev.podwright.fabric;

import dev.podwright.network.collective.Algorithm;
import dev.podwright.units.Spread;

/// One algorithm on one placed group: its time depends on the bytes alone.
///
/// @param latency seconds that no byte count shortens: launch and steps
/// @param perByte seconds per byte of the collective
/// @param ramp exponent `q` of `(latency^q + (perByte bytes)^q)^(1/q)`: 1 adds both; below 1 stands for a bandwidth that
///     still rises with the message where both matter (NCCL's protocols and its growing number of channels)
/// @param algorithm who sends what to whom: the closed form says how long that takes on a sound network
/// @param below bytes from which the library no longer offers it
record Candidate(double latency, double perByte, double ramp, Algorithm algorithm, double below, Spread spread, String why) {

    static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    /// The same algorithm where it meets what the library does not see.
    Candidate under(Slowdown slowdown) {
        return slowdown.none() ? this
                : new Candidate(latency + slowdown.latency(), perByte * slowdown.factor(), ramp, algorithm, below, spread, why + "; " + slowdown.why());
    }

    boolean allows(double bytes) {
        return bytes < below;
    }

    double seconds(double bytes) {
        double wire = perByte * bytes;
        if (ramp == 1 || wire == 0 || latency == 0) {
            return latency + wire;
        }
        return Math.pow(Math.pow(latency, ramp) + Math.pow(wire, ramp), 1 / ramp);
    }
}
