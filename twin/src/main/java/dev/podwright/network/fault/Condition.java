package dev.podwright.network.fault;

import dev.podwright.network.Routing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The state in which a network is asked about. The names in it are those of the user: one condition may be laid on several networks.
///
/// @param faults what is down
/// @param degraded what carries less
/// @param oversubscription divides the bandwidth above the leaves: of all cables between switches
/// @param routing if not the topology's own
/// @param seed of what is drawn: faults, hashes
/// @param place where it is written, for messages; may be empty
public record Condition(List<Fault> faults, List<Degraded> degraded, double oversubscription, Optional<Routing> routing, long seed, String place) {
    /// As built.
    public static final Condition SOUND = new Condition(List.of(), List.of(), 1, Optional.empty(), 1, "");

    public Condition {
        faults = List.copyOf(faults);
        degraded = List.copyOf(degraded);
        if (!(oversubscription >= 1) || oversubscription == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("The bandwidth above the leaves cannot be divided by %s.".formatted(oversubscription));
        }
    }

    /// Whether the network is as built, its own routing included.
    public boolean sound() {
        return untouched() && routing.isEmpty();
    }

    /// Whether all cards and links are as built, whatever the routing.
    public boolean untouched() {
        return faults.isEmpty() && degraded.isEmpty() && oversubscription == 1;
    }

    /// This condition and that these are down.
    public Condition failing(Fault... more) {
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(Arrays.asList(more));
        return new Condition(all, degraded, oversubscription, routing, seed, place);
    }

    /// This condition and that these carry less.
    public Condition slowing(Degraded... more) {
        List<Degraded> all = new ArrayList<>(degraded);
        all.addAll(Arrays.asList(more));
        return new Condition(faults, all, oversubscription, routing, seed, place);
    }

    public Condition oversubscribed(double ratio) {
        return new Condition(faults, degraded, ratio, routing, seed, place);
    }

    public Condition routed(Routing other) {
        return new Condition(faults, degraded, oversubscription, Optional.of(other), seed, place);
    }

    public Condition seeded(long other) {
        return new Condition(faults, degraded, oversubscription, routing, other, place);
    }

    /// In words: `leaf:3 and 8*leaf-spine (seed 1) down, link:leaf-spine=50%, 4:1 above the leaves, routing ecmp`; `as built` if sound.
    public String words() {
        List<String> parts = new ArrayList<>();
        if (!faults.isEmpty()) {
            boolean drawn = faults.stream().anyMatch(Fault.Some.class::isInstance);
            parts.add(faults.stream().map(Fault::word).collect(Collectors.joining(", ")) + " down" + (drawn ? " (seed %d)".formatted(seed) : ""));
        }
        degraded.forEach(d -> parts.add(d.word()));
        if (oversubscription != 1) {
            parts.add("%s:1 above the leaves".formatted(Percent.of(oversubscription / 100)));
        }
        routing.ifPresent(r -> parts.add("routing " + RoutingWord.of(r)));
        return parts.isEmpty() ? "as built" : String.join(", ", parts);
    }
}
