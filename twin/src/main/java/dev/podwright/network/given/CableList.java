package dev.podwright.network.given;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.network.topology.Wired;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads cards, switches and cables: `cards: 8`, `switches: {leaf: 2}`, `links` whose ends are `card:0-3`, `leaf:1` or `spine:*`;
/// `relay: false` says that cards joined to cards pass nothing on.
final class CableList {
    private static final Set<String> FIELDS = Set.of("format", "name", "cards", "relay", "switches", "links");
    private static final Set<String> LINK = Set.of("from", "to", "bandwidth", "latency", "cables", "type");
    private static final Pattern ENDS = Pattern.compile("([A-Za-z][A-Za-z0-9_]*):(?:([0-9]{1,8})(?:-([0-9]{1,8}))?|(\\*))");
    private static final Pattern TIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private CableList() {}

    static Wired read(String name, Node root) {
        root.allowOnly(FIELDS);
        Cables cables = new Cables(name);
        int cards = root.get("cards").whole(1);
        if (cards > Cables.MOST_CARDS) {
            throw root.get("cards").wrong("at most " + Cables.MOST_CARDS, "");
        }
        cables.tier(Cables.CARD, cards);
        if (root.find("switches").isPresent()) {
            for (Map.Entry<String, Node> tier : root.get("switches").fields().entrySet()) {
                if (Cables.CARD_WORDS.contains(tier.getKey()) || !TIER.matcher(tier.getKey()).matches()) {
                    throw new InputException("%s: switches cannot be called \"%s\".".formatted(tier.getValue().place(), tier.getKey()),
                            "Give a name of letters and digits that does not mean cards.");
                }
                if (tier.getValue().whole(1) > Cables.MOST_CARDS) {
                    throw tier.getValue().wrong("at most " + Cables.MOST_CARDS, "");
                }
                cables.tier(tier.getKey(), tier.getValue().whole(1));
            }
        }
        for (Node link : root.get("links").list()) {
            link.allowOnly(LINK);
            double bandwidth = Cables.bandwidth(link.get("bandwidth"));
            double latency = link.find("latency").map(Cables::seconds).orElse(0.0);
            String type = link.find("type").map(Node::text).orElse("");
            int parallel = link.find("cables").map(c -> c.whole(1)).orElse(1);
            List<Cables.End> from = ends(cables, link.get("from"));
            List<Cables.End> to = ends(cables, link.get("to"));
            // A range to itself is a full mesh.
            boolean mesh = from.size() > 1 && from.equals(to);
            for (int f = 0; f < from.size(); f++) {
                for (int t = mesh ? f + 1 : 0; t < to.size(); t++) {
                    cables.add(link.place(), from.get(f), to.get(t), bandwidth, latency, type, parallel);
                }
            }
        }
        return cables.wired(root.place(), root.find("relay").map(Node::bool));
    }

    private static List<Cables.End> ends(Cables cables, Node node) {
        Matcher m = ENDS.matcher(node.text());
        if (!m.matches()) {
            throw node.wrong("a card or switch", "Write leaf:3, card:0-7 or spine:*.");
        }
        String tier = Cables.CARD_WORDS.contains(m.group(1)) ? Cables.CARD : m.group(1);
        Integer size = cables.tiers().get(tier);
        if (size == null) {
            throw cables.unknown(node.place(), tier);
        }
        int first = m.group(4) != null ? 0 : Integer.parseInt(m.group(2));
        int last = m.group(4) != null ? size - 1 : m.group(3) != null ? Integer.parseInt(m.group(3)) : first;
        if (last >= size || first > last) {
            throw new InputException("%s: there is no %s.".formatted(node.place(), first > last ? node.text() : tier + ":" + last),
                    "They are numbered from %s:0 to %s:%d.".formatted(tier, tier, size - 1));
        }
        List<Cables.End> ends = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            ends.add(new Cables.End(tier, number));
        }
        return ends;
    }
}
