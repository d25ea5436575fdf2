package dev.podwright.fabric;

import dev.podwright.catalog.Wiring;
import java.util.List;

/// A level that a group's traffic crosses.
///
/// @param fan groups of the next inner level (ranks, for the innermost) that it joins
/// @param inside members that share one of those inner groups: each sends with its own port
/// @param fewest members in the smallest inner group, where the group does not fill its groups evenly
/// @param bandwidth bytes/s that one rank can send into it to the other members: of a full mesh only the links to
///     members count, and what is oversubscribed is divided
/// @param hops links of this level that an exchange between all pairs crosses on average: more than one only in a torus
/// @param latency seconds per message if the catalogue says, else negative
/// @param efficiency share that collectives reach if the catalogue says, else negative
/// @param network whether it is a scale-out network rather than part of the scale-up fabric
/// @param lengths of the dimensions of a torus that the group reaches into, else empty
record Span(String name, Wiring wiring, int fan, int inside, int fewest, double bandwidth, double hops, double latency,
            double efficiency, boolean network, List<Integer> lengths) {}
