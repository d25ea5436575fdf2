package dev.podwright.network.given;

import dev.podwright.catalog.Quantity;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.network.LinkType;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Routing;
import dev.podwright.network.Tier;
import dev.podwright.network.topology.Budget;
import dev.podwright.network.topology.Wired;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Cables between cards and switches as they are read one by one, and what must be true of all of them.
final class Cables {
    /// About a million cards stand in the largest system announced.
    static final int MOST_CARDS = 1 << 21;
    /// All of them are cards, tier `card`.
    static final Set<String> CARD_WORDS = Set.of("card", "npu", "gpu", "tpu", "die", "rank");
    static final String CARD = "card";

    /// @param from `tier:number`s
    /// @param type empty = the tiers that it joins
    private record Cable(Object place, End from, End to, LinkType type) {}

    /// A card or a switch.
    record End(String tier, int number) {
        @Override
        public String toString() {
            return tier + ":" + number;
        }
    }

    private final String name;
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final Budget budget = new Budget();
    private final List<Cable> cables = new ArrayList<>();
    private final Map<List<End>, Object> seen = new HashMap<>();

    Cables(String name) {
        this.name = name;
        sizes.put(CARD, 0);
    }

    static double bandwidth(Node node) {
        return Quantity.bandwidth(node.place(), node.isNumber() ? node.positive() + "GB/s" : node.text()).si();
    }

    static double seconds(Node node) {
        return Quantity.time(node.place(), node.isNumber() ? node.positive() + "us" : node.text()).si();
    }

    /// Makes room for `size` nodes of `tier`.
    void tier(String tier, int size) {
        sizes.merge(tier, size, Math::max);
    }

    Map<String, Integer> tiers() {
        return sizes;
    }

    /// @param place where it stands
    /// @param type of the cable; empty = the tiers that it joins
    void add(Object place, End from, End to, double bandwidth, double latency, String type, int parallel) {
        if (from.equals(to)) {
            throw new InputException("%s: the cable leads from %s to itself.".formatted(place, from), "Name two ends.");
        }
        boolean turned = order(from) > order(to) || from.tier().equals(to.tier()) && from.number() > to.number();
        End low = turned ? to : from;
        End high = turned ? from : to;
        Object earlier = seen.putIfAbsent(List.of(low, high), place);
        if (earlier != null) {
            throw new InputException("%s: the cable of %s and %s stands here again; it is in %s.".formatted(place, from, to, earlier),
                    "Write it once, with cables: 2 if there are two.");
        }
        LinkType kind = new LinkType(type.isEmpty() ? low.tier() + "-" + high.tier() : type, bandwidth, latency);
        budget.take(place, parallel);
        for (int c = 0; c < parallel; c++) {
            cables.add(new Cable(place, low, high, kind));
        }
    }

    private int order(End end) {
        return new ArrayList<>(sizes.keySet()).indexOf(end.tier());
    }

    /// @param place of the whole, for messages
    /// @param relay whether cards pass on what is for others; without it, where cards are joined to cards
    Wired wired(Object place, Optional<Boolean> relay) {
        int cards = sizes.get(CARD);
        if (cards == 0) {
            throw new InputException("%s: no cable ends at a card.".formatted(place), "Name cards as card:0, npu:0 or gpu:0; all other names are switches.");
        }
        boolean direct = relay.orElseGet(() -> cables.stream().anyMatch(c -> c.to().tier().equals(CARD)));
        NetworkBuilder builder = new NetworkBuilder(name);
        Map<String, Tier> tiers = new HashMap<>();
        sizes.forEach((tier, size) -> tiers.put(tier, tier.equals(CARD) ? direct ? builder.routingCards(size) : builder.cards(size) : builder.switches(tier, size)));
        for (Cable cable : cables) {
            builder.cable(tiers.get(cable.from().tier()).node(cable.from().number()), tiers.get(cable.to().tier()).node(cable.to().number()), builder.type(cable.type()));
        }
        Wired wired = new Wired(builder.build(), IntStream.range(0, cards).toArray(), new int[0], new Routing.Spray(),
                direct && relay.isEmpty() ? List.of("Cards are joined to cards, so they pass on what is for others.") : List.of());
        Whole.check(place, wired.network());
        return wired;
    }

    /// The error for a name that is no tier.
    InputException unknown(Object place, String tier) {
        String maybe = Nearest.maybe(tier, sizes.keySet());
        return new InputException("%s: there is no tier \"%s\".".formatted(place, tier),
                maybe.isEmpty() ? "There are " + sizes.keySet().stream().collect(Collectors.joining(", ")) + "." : maybe);
    }
}
