package dev.podwright.survey;

import java.util.Optional;

/// One size of a sweep.
///
/// @param bytes as nccl-tests counts them
/// @param conditioned under the condition, where there is one
public record Point(double bytes, Timing sound, Optional<Timing> conditioned) {

    /// The figure that the question was about: under the condition if there is one.
    public Timing asked() {
        return conditioned.orElse(sound);
    }

    /// How many times as long it takes under the condition; 1 without one.
    public double slowdown() {
        return conditioned.map(c -> c.seconds().value() / sound.seconds().value()).orElse(1.0);
    }
}
