package dev.podwright.network.fault;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import dev.podwright.network.topology.Wired;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What can be named in a network, by the words that users have for it.
final class Kinds {
    /// Each is a rank: a die where software addresses dies.
    private static final Set<String> RANK = Set.of("npu", "gpu", "tpu", "rank", "card", "die");
    private static final String SPARE = "spare";
    private static final String PLANE = "plane";

    /// Things of a kind, numbered from 0.
    ///
    /// @param cables whether the numbers of `items` are those of cables, not of nodes
    record Kind(String name, boolean cables, int[] items) {}

    private final Wired wired;
    private final Network network;
    private Map<String, Kind> kinds;

    Kinds(Wired wired) {
        this.wired = wired;
        this.network = wired.network();
    }

    /// @param place where the name stands, for the message
    /// @throws InputException if there is no such kind, with what there is
    Kind find(String place, String name) {
        Map<String, Kind> known = all();
        Kind kind = known.get(name);
        if (kind == null && RANK.contains(name)) {
            kind = new Kind(name, false, wired.ranks());
        }
        if (kind == null) {
            kind = new Usual(network).find(name).orElse(null);
        }
        if (kind == null) {
            throw new InputException("%sthe network of %s has no %s.".formatted(place, network.name(), name), (Nearest.maybe(name, known.keySet()) + " It has " + has(known) + ".").strip());
        }
        return kind;
    }

    /// @throws InputException if it has fewer, with the numbers that it has
    int item(String place, String name, int index) {
        Kind kind = find(place, name);
        if (index >= kind.items.length) {
            throw new InputException("%sthere is no %s:%d in the network of %s.".formatted(place, name, index, network.name()),
                    kind.items.length == 0 ? "It has none." : "They are %s:0 to %s:%d.".formatted(name, name, kind.items.length - 1));
        }
        return kind.items[index];
    }

    /// Switches of one plane.
    int[] plane(String place, int index) {
        List<int[]> planes = Planes.of(network);
        if (planes.size() < 2) {
            throw new InputException("%sthe network of %s has no planes that fail alone.".formatted(place, network.name()), "It has " + has(all()) + ".");
        }
        if (index >= planes.size()) {
            throw new InputException("%sthere is no plane:%d in the network of %s.".formatted(place, index, network.name()), "They are plane:0 to plane:%d.".formatted(planes.size() - 1));
        }
        return planes.get(index);
    }

    /// All kinds by name; ranks as `npu`.
    Map<String, Kind> all() {
        if (kinds != null) {
            return kinds;
        }
        kinds = new LinkedHashMap<>();
        kinds.put("npu", new Kind("npu", false, wired.ranks()));
        if (wired.spares().length > 0) {
            kinds.put(SPARE, new Kind(SPARE, false, wired.spares()));
        }
        for (Tier tier : network.tiers()) {
            if (tier.size() > 0 && !holdsRanks(tier)) {
                kinds.put(tier.name(), new Kind(tier.name(), false, IntStream.range(tier.first(), tier.first() + tier.size()).toArray()));
            }
        }
        cables().forEach((name, items) -> kinds.put(name, new Kind(name, true, items)));
        return kinds;
    }

    /// Cards are named as ranks and spares.
    private boolean holdsRanks(Tier tier) {
        return IntStream.concat(Arrays.stream(wired.ranks()), Arrays.stream(wired.spares())).anyMatch(n -> n >= tier.first() && n < tier.first() + tier.size());
    }

    private Map<String, int[]> cables() {
        Map<String, List<Integer>> lists = new LinkedHashMap<>();
        for (LinkType type : network.types()) {
            lists.computeIfAbsent(type.name(), _ -> new ArrayList<>());
        }
        for (int cable = 0; cable < network.links() / 2; cable++) {
            lists.get(network.type(2 * cable).name()).add(cable);
        }
        Map<String, int[]> cables = new LinkedHashMap<>();
        lists.forEach((name, list) -> cables.put(name, list.stream().mapToInt(Integer::intValue).toArray()));
        return cables;
    }

    private String has(Map<String, Kind> known) {
        int planes = Planes.of(network).size();
        return known.values().stream().map(k -> "%s:0 to %d".formatted(k.name, k.items.length - 1)).collect(Collectors.joining(", "))
                + (planes < 2 ? "" : ", %s:0 to %d".formatted(PLANE, planes - 1));
    }

    /// Names of cables.
    List<String> cableTypes() {
        return all().values().stream().filter(Kind::cables).map(Kind::name).toList();
    }

    /// Cables at a node.
    int[] cablesOf(int node) {
        return IntStream.range(network.firstOut(node), network.firstOut(node + 1)).map(at -> network.out(at) / 2).sorted().distinct().toArray();
    }

    static boolean[] cards(Network network) {
        boolean[] cards = new boolean[network.nodes()];
        for (Tier tier : network.tiers()) {
            Arrays.fill(cards, tier.first(), tier.first() + tier.size(), tier.card());
        }
        return cards;
    }
}
