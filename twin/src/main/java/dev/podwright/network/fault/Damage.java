package dev.podwright.network.fault;

import dev.podwright.document.InputException;
import dev.podwright.network.Network;
import dev.podwright.network.Routing;
import dev.podwright.network.Tier;
import dev.podwright.network.topology.Wired;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a condition leaves of a pod.
public final class Damage {
    /// The node of a rank that is lost.
    public static final int LOST = -1;
    /// A message stays readable when a pod falls into many parts.
    private static final int MOST_PARTS = 4;

    private final Wired wired;
    private final Condition condition;
    private final Network network;
    private final BitSet downNodes;
    private final BitSet downCables;
    private final int[] nodes;
    private final List<StandIn> standIns;
    private final List<int[]> parts;

    private Damage(Wired wired, Condition condition, Network network, BitSet downNodes, BitSet downCables, int[] nodes, List<StandIn> standIns, List<int[]> parts) {
        this.wired = wired;
        this.condition = condition;
        this.network = network;
        this.downNodes = downNodes;
        this.downCables = downCables;
        this.nodes = nodes;
        this.standIns = standIns;
        this.parts = parts;
    }

    /// @throws InputException if the condition names what the network has not, with the nearest that it has
    public static Damage of(Wired wired, Condition condition) {
        if (condition.untouched()) {
            return new Damage(wired, condition, wired.network(), new BitSet(), new BitSet(), wired.ranks().clone(), List.of(), List.of(IntStream.range(0, wired.ranks().length).toArray()));
        }
        Struck struck = new Struck(wired, condition);
        Network network = wired.network().withCapacities(struck.capacity());
        int[] ranks = wired.ranks();
        int[] up = IntStream.concat(Arrays.stream(ranks), Arrays.stream(wired.spares())).filter(n -> !struck.nodes().get(n)).toArray();
        if (up.length == 0) {
            throw new InputException("%sno card of %s is left.".formatted(condition.place().isEmpty() ? "" : condition.place() + ": ", network.name()), "Fail fewer.");
        }
        List<int[]> together = Parts.of(network, up);
        Set<Integer> main = Arrays.stream(together.getFirst()).boxed().collect(Collectors.toSet());
        int[] lost = IntStream.range(0, ranks.length).filter(r -> !main.contains(ranks[r])).toArray();
        List<StandIn> standIns = new Spares(wired).standIns(lost, ranks, main);
        int[] nodes = Arrays.stream(ranks).map(n -> main.contains(n) ? n : LOST).toArray();
        standIns.forEach(s -> nodes[s.rank()] = s.spare());
        return new Damage(wired, condition, network, struck.nodes(), struck.cables(), nodes, standIns, parts(ranks, together, nodes));
    }

    /// Ranks in parts that still reach each other: those that work first, then those cut off from them.
    private static List<int[]> parts(int[] ranks, List<int[]> together, int[] nodes) {
        Map<Integer, Integer> partOf = new LinkedHashMap<>();
        for (int p = 0; p < together.size(); p++) {
            for (int card : together.get(p)) {
                partOf.put(card, p);
            }
        }
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        members.put(0, new ArrayList<>());
        for (int rank = 0; rank < ranks.length; rank++) {
            Integer part = nodes[rank] == LOST ? partOf.get(ranks[rank]) : Integer.valueOf(0);
            if (part != null) {
                members.computeIfAbsent(part, _ -> new ArrayList<>()).add(rank);
            }
        }
        return members.values().stream().map(m -> m.stream().mapToInt(Integer::intValue).toArray()).toList();
    }

    /// The pod as built.
    public Wired built() {
        return wired;
    }

    public Condition condition() {
        return condition;
    }

    /// The network as it is now: what is down has no capacity. The one as built where the condition leaves all links alone.
    public Network network() {
        return network;
    }

    /// The routing asked for, else the pod's own.
    public Routing routing() {
        return condition.routing().orElse(wired.routing());
    }

    /// The node of each rank, [#LOST] for those that are down without a spare or cut off; spares stand in their ranks' places.
    public int[] nodes() {
        return nodes.clone();
    }

    /// Ranks that work together, in order.
    public int[] left() {
        return parts.getFirst().clone();
    }

    /// Nodes of the ranks that work together, in rank order.
    public int[] nodesLeft() {
        return Arrays.stream(nodes).filter(n -> n != LOST).toArray();
    }

    /// Ranks that are lost: their cards are down or cut off, and no spare stands in.
    public int[] lost() {
        return IntStream.range(0, nodes.length).filter(r -> nodes[r] == LOST).toArray();
    }

    /// Of the ranks lost, those whose cards are up and cut off from the others.
    public int[] cutOff() {
        return parts.stream().skip(1).flatMapToInt(Arrays::stream).sorted().toArray();
    }

    public List<StandIn> standIns() {
        return standIns;
    }

    /// Whether all cards that are up, or whose places spares have taken, reach each other.
    public boolean whole() {
        return parts.size() == 1;
    }

    /// Ranks in parts that reach each other: those that work first, those cut off after them.
    public List<int[]> parts() {
        return parts;
    }

    /// @throws InputException if the pod has fallen into parts that work on their own or of one rank each: it names them and the fault. Ranks
    ///     that are cut off one by one are lost like cards that are down.
    public Damage requireTogether() {
        if (!whole() && (parts.getFirst().length < 2 || parts.stream().skip(1).anyMatch(p -> p.length > 1))) {
            throw new InputException("%s%s parts the pod %s: %s.".formatted(condition.place().isEmpty() ? "" : condition.place() + ": ", condition.words(), network.name(), partWords()),
                    "Fail less, or ask for the ranks of one part.");
        }
        return this;
    }

    /// Such as `ranks 0–191, 256–767 stay together; cut off: 192–255`.
    public String partWords() {
        int[] alone = parts.stream().skip(1).filter(p -> p.length == 1).mapToInt(p -> p[0]).toArray();
        List<String> cut = new ArrayList<>(parts.stream().skip(1).filter(p -> p.length > 1).limit(MOST_PARTS).map(Ranges::of).toList());
        long more = parts.stream().skip(1).filter(p -> p.length > 1).skip(MOST_PARTS).count();
        if (more > 0) {
            cut.add("%d parts more".formatted(more));
        }
        if (alone.length > 0) {
            cut.add(Ranges.of(alone) + (alone.length > 1 ? ", each alone" : ""));
        }
        return "ranks %s stay together; cut off: %s".formatted(Ranges.of(parts.getFirst()), String.join("; ", cut));
    }

    /// The same for a job that sits on some of the ranks alone: its rank i is `ranks[i]` here.
    ///
    /// @throws IllegalArgumentException if one of them is lost
    public Damage seated(int[] ranks) {
        int[] now = Arrays.stream(ranks).map(r -> nodes[r]).toArray();
        if (Arrays.stream(now).anyMatch(n -> n == LOST)) {
            throw new IllegalArgumentException("A job sits on a rank that is lost: %s.".formatted(Ranges.of(ranks)));
        }
        Wired seats = new Wired(wired.network(), Arrays.stream(ranks).map(r -> wired.ranks()[r]).toArray(), new int[0], wired.routing(), wired.assumptions());
        return new Damage(seats, condition, network, downNodes, downCables, now, List.of(), List.of(IntStream.range(0, now.length).toArray()));
    }

    /// Cards and switches that are down.
    public BitSet downNodes() {
        return (BitSet) downNodes.clone();
    }

    /// Cables that are down; cable c is the links 2c and 2c + 1.
    public BitSet downCables() {
        return (BitSet) downCables.clone();
    }

    /// Share of the bandwidth as built that cables of each type have left together.
    public Map<String, Double> leftByType() {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int link = 0; link < network.links(); link++) {
            double[] sum = sums.computeIfAbsent(network.type(link).name(), _ -> new double[2]);
            sum[0] += network.capacity(link);
            sum[1] += wired.network().capacity(link);
        }
        return shares(sums);
    }

    /// Share of the bandwidth as built that the links at the nodes of each tier have left together.
    public Map<String, Double> leftByTier() {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (Tier tier : network.tiers()) {
            if (tier.size() > 0) {
                double[] sum = sums.computeIfAbsent(tier.name(), _ -> new double[2]);
                for (int at = network.firstOut(tier.first()); at < network.firstOut(tier.first() + tier.size()); at++) {
                    sum[0] += network.capacity(network.out(at));
                    sum[1] += wired.network().capacity(network.out(at));
                }
            }
        }
        return shares(sums);
    }

    private static Map<String, Double> shares(Map<String, double[]> sums) {
        Map<String, Double> shares = new LinkedHashMap<>();
        sums.forEach((name, sum) -> shares.put(name, sum[1] == 0 ? 1 : sum[0] / sum[1]));
        return shares;
    }

    /// Share of the bandwidth as built that each node of `tier` has left towards later tiers (from a card to its switches, from a leaf to its spines); 1 where
    /// it never had any.
    public double[] uplinks(Tier tier) {
        double[] shares = new double[tier.size()];
        for (int i = 0; i < shares.length; i++) {
            int node = tier.node(i);
            double now = 0;
            double before = 0;
            for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
                int link = network.out(at);
                if (network.to(link) >= tier.first() + tier.size()) {
                    now += network.capacity(link);
                    before += wired.network().capacity(link);
                }
            }
            shares[i] = before == 0 ? 1 : now / before;
        }
        return shares;
    }
}
