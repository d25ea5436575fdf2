package dev.podwright.fabric;

import dev.podwright.network.Load;
import java.util.List;

/// The phases of a collective on a network, for one byte.
///
/// @param busiest what each link carries in one step of the phase that takes longest
/// @param total what each link carries in all of them
record Flow(List<PhaseLoad> phases, Load busiest, Load total) {

    Flow {
        phases = List.copyOf(phases);
    }

    /// Seconds per byte, without latency.
    double perByte() {
        return phases.stream().mapToDouble(PhaseLoad::seconds).sum();
    }

    /// Seconds that messages wait for one another.
    double latency() {
        return phases.stream().mapToDouble(PhaseLoad::latency).sum();
    }

    /// The link of the phase that takes longest.
    int limit() {
        PhaseLoad longest = phases.getFirst();
        for (PhaseLoad phase : phases) {
            longest = phase.seconds() > longest.seconds() ? phase : longest;
        }
        return longest.link();
    }
}
