package dev.podwright.app.drawing;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Networks of one pod that share no switch, such as NVLink inside servers and the network between them, or UB and the Ethernet between superpods.
final class Domains {
    private final Network network;
    /// Tier of each node.
    private final int[] tierOf;
    private final int[] domainOfTier;
    private final Map<LinkType, Integer> direct = new IdentityHashMap<>();

    Domains(Network network) {
        this.network = network;
        this.tierOf = new int[network.nodes()];
        List<Tier> tiers = network.tiers();
        this.domainOfTier = new int[tiers.size()];
        for (int t = 0; t < tiers.size(); t++) {
            java.util.Arrays.fill(tierOf, tiers.get(t).first(), tiers.get(t).first() + tiers.get(t).size(), t);
            domainOfTier[t] = t;
        }
        for (int l = 0; l < network.links(); l += 2) {
            int a = tierOf[network.from(l)];
            int b = tierOf[network.to(l)];
            if (!tiers.get(a).card() && !tiers.get(b).card() && domainOfTier[a] != domainOfTier[b]) {
                join(Math.min(domainOfTier[a], domainOfTier[b]), Math.max(domainOfTier[a], domainOfTier[b]));
            }
        }
        for (LinkType type : network.types()) {
            direct.put(type, tiers.size() + direct.size());
        }
    }

    private void join(int lower, int upper) {
        for (int t = 0; t < domainOfTier.length; t++) {
            domainOfTier[t] = domainOfTier[t] == upper ? lower : domainOfTier[t];
        }
    }

    int count() {
        return domainOfTier.length + direct.size();
    }

    /// Domain of a switch.
    int ofNode(int node) {
        return domainOfTier[tierOf[node]];
    }

    /// Domain of a link; those that join cards directly are one of their own for each type.
    int ofLink(int link) {
        Tier a = network.tiers().get(tierOf[network.from(link)]);
        return !a.card() ? ofNode(network.from(link)) : !network.tiers().get(tierOf[network.to(link)]).card() ? ofNode(network.to(link)) : direct.get(network.type(link));
    }

    /// Domains with switches, in the order of their links.
    List<Integer> switched() {
        List<Integer> domains = new ArrayList<>();
        for (int l = 0; l < network.links(); l += 2) {
            int domain = ofLink(l);
            if (domain < domainOfTier.length && !domains.contains(domain)) {
                domains.add(domain);
            }
        }
        return domains;
    }
}
