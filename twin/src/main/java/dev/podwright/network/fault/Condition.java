package dev.podwright.network.fault;

import dev.podwright.network.Routing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The state in which a network is asked about.
///
/// @param faults what is down
/// @param degraded share of their bandwidth that links of a type have left
/// @param oversubscription divides the bandwidth above the leaves
/// @param routing if not the topology's own
/// @param seed of what is drawn: faults, hashes
public record Condition(List<Fault> faults, Map<String, Double> degraded, double oversubscription, Optional<Routing> routing, long seed) {
    /// As built.
    public static final Condition SOUND = new Condition(List.of(), Map.of(), 1, Optional.empty(), 1);

    public Condition {
        faults = List.copyOf(faults);
        degraded = Map.copyOf(degraded);
    }

    public boolean sound() {
        return equals(SOUND);
    }
}
