package dev.podwright.app;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import dev.podwright.network.fault.RoutingWord;
import dev.podwright.survey.Subject;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the cards and switches of a system are joined, as text for people.
final class TopologyText {
    private static final double GIGA = 1e9;

    private TopologyText() {}

    static String of(Subject subject) {
        Network network = subject.wired().network();
        StringBuilder out = new StringBuilder("%s: %s ranks, %s cards and switches, %s cables.%n%n".formatted(subject.id(), Show.count(subject.ranks()), Show.count(network.nodes()),
                Show.count(network.links() / 2)));
        Table nodes = new Table("tier", "nodes", "what", "passes on");
        for (Tier tier : network.tiers()) {
            nodes.row(tier.name(), Show.count(tier.size()), tier.card() ? "card" : "switch", tier.transit() ? "yes" : "no");
        }
        out.append(nodes).append(System.lineSeparator());
        Table cables = new Table("cables", "count", "GB/s each way", "latency");
        counts(network).forEach((type, count) -> cables.row(type.name(), Show.count(count), Show.number(type.bandwidth() / GIGA), type.latency() == 0 ? "-" : Show.seconds(type.latency())));
        out.append(cables);
        out.append("%nRouting: %s.%n".formatted(routing(subject)));
        if (!subject.wired().assumptions().isEmpty()) {
            out.append("%nAssumed, as it is not published:%n".formatted());
            subject.wired().assumptions().forEach(a -> out.append("  ").append(a).append(System.lineSeparator()));
        }
        return out.toString();
    }

    static String routing(Subject subject) {
        return RoutingWord.of(subject.wired().routing());
    }

    /// Cables by their type, in the order of the network.
    static Map<LinkType, Integer> counts(Network network) {
        Map<LinkType, Integer> counts = new LinkedHashMap<>();
        for (int link = 0; link < network.links(); link += 2) {
            counts.merge(network.type(link), 1, Integer::sum);
        }
        return counts;
    }
}
