package dev.podwright.trace;

/// How the lengths of single requests are drawn.
///
/// @param laws whether lengths of named workloads follow the laws that their sources print; otherwise all are uniform about the mean
/// @param from least share of the mean that a uniform length is
/// @param to greatest share; equal to `from` for fixed lengths
public record Lengthening(boolean laws, double from, double to) {

    public Lengthening {
        if (!(from > 0) || !(to >= from)) {
            throw new IllegalArgumentException("The shares (%s to %s) must be above 0 and ascend.".formatted(from, to));
        }
    }

    /// Laws where they are known; otherwise uniform within a share of the mean on either side.
    public static Lengthening about(double jitter) {
        return new Lengthening(true, 1 - jitter, 1 + jitter);
    }
}
