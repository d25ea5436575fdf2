package dev.podwright.network.fault;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The usual names of what a network calls otherwise: `leaf` for the innermost switches that have others above them (the innermost of all, if none has),
/// `spine` and `core` for those above, `leaf-spine` for the cables between.
final class Usual {
    private static final List<String> NAMES = List.of("leaf", "spine", "core");
    private static final String CARD = "card";

    private final Network network;
    private final int[] tierOf;

    Usual(Network network) {
        this.network = network;
        this.tierOf = new int[network.nodes()];
        for (int t = 0; t < network.tiers().size(); t++) {
            Tier tier = network.tiers().get(t);
            Arrays.fill(tierOf, tier.first(), tier.first() + tier.size(), t);
        }
    }

    Optional<Kinds.Kind> find(String name) {
        List<Integer> switches = switches();
        int at = NAMES.indexOf(name);
        if (at >= 0) {
            return at < switches.size() ? Optional.of(nodes(name, network.tiers().get(switches.get(at)))) : Optional.empty();
        }
        String[] ends = name.split("-", -1);
        if (ends.length != 2) {
            return Optional.empty();
        }
        int low = ends[0].equals(CARD) ? -1 : NAMES.indexOf(ends[0]);
        int high = NAMES.indexOf(ends[1]);
        if (high < 0 || high != low + 1 || high >= switches.size() || low < 0 && !ends[0].equals(CARD)) {
            return Optional.empty();
        }
        int[] cables = IntStream.range(0, network.links() / 2).filter(c -> joins(c, low < 0 ? -1 : switches.get(low), switches.get(high))).toArray();
        return cables.length == 0 ? Optional.empty() : Optional.of(new Kinds.Kind(name, true, cables));
    }

    /// @param low a tier; -1 = any of cards
    private boolean joins(int cable, int low, int high) {
        int a = tierOf[network.from(2 * cable)];
        int b = tierOf[network.to(2 * cable)];
        return is(a, low) && b == high || is(b, low) && a == high;
    }

    private boolean is(int tier, int wanted) {
        return wanted < 0 ? network.tiers().get(tier).card() : tier == wanted;
    }

    private static Kinds.Kind nodes(String name, Tier tier) {
        return new Kinds.Kind(name, false, IntStream.range(tier.first(), tier.first() + tier.size()).toArray());
    }

    /// Tiers of leaves, spines and cores.
    private List<Integer> switches() {
        List<Integer> found = new ArrayList<>();
        int leaf = lowest();
        for (int at = leaf; at >= 0; at = above(at)) {
            found.add(at);
        }
        return found;
    }

    private int lowest() {
        int first = -1;
        for (int t = 0; t < network.tiers().size(); t++) {
            Tier tier = network.tiers().get(t);
            if (!tier.card() && tier.size() > 0) {
                if (above(t) >= 0) {
                    return t;
                }
                first = first < 0 ? t : first;
            }
        }
        return first;
    }

    /// The tier of switches above, to which its first switch has a cable; -1 if there is none.
    private int above(int tier) {
        int node = network.tiers().get(tier).first();
        return IntStream.range(network.firstOut(node), network.firstOut(node + 1)).map(at -> tierOf[network.to(network.out(at))])
                .filter(t -> t > tier && !network.tiers().get(t).card()).min().orElse(-1);
    }
}
