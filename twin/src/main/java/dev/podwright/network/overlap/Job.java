package dev.podwright.network.overlap;

import dev.podwright.network.collective.Phase;
import java.util.List;

/// A collective that runs beside others.
///
/// @param name such as `all-reduce of gradients`
/// @param phases one after the other
/// @param bytes of the collective: phases are for one
/// @param start seconds
/// @param latency seconds of each message that waits for the one before
public record Job(String name, List<Phase> phases, double bytes, double start, double latency) {

    public Job {
        phases = List.copyOf(phases);
        if (phases.isEmpty() || !(bytes > 0) || !(start >= 0) || !(latency >= 0)) {
            throw new IllegalArgumentException("%s has %d phases, %s bytes, starts at %s and waits %s for a message.".formatted(name, phases.size(), bytes, start, latency));
        }
    }
}
