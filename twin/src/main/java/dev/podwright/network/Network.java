package dev.podwright.network;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Cards, switches and the links between them. Each link has one direction; a cable is two links, numbered 2c and 2c + 1.
public final class Network {
    private final String name;
    private final List<Tier> tiers;
    private final List<LinkType> types;
    private final LinkType[] typed;
    private final int nodes;
    private final int[] from;
    private final int[] to;
    private final int[] type;
    private final double[] capacity;
    /// Links that leave each node.
    private final int[] firstOut;
    private final int[] out;
    private final NetworkShape shape;

    Network(String name, List<Tier> tiers, List<LinkType> types, int[] from, int[] to, int[] type, double[] capacity, NetworkShape shape) {
        this.name = name;
        this.shape = shape;
        this.tiers = List.copyOf(tiers);
        this.types = List.copyOf(types);
        this.typed = types.toArray(LinkType[]::new);
        this.nodes = tiers.stream().mapToInt(Tier::size).sum();
        this.from = from;
        this.to = to;
        this.type = type;
        this.capacity = capacity;
        this.firstOut = new int[nodes + 1];
        for (int node : from) {
            firstOut[node + 1]++;
        }
        for (int n = 0; n < nodes; n++) {
            firstOut[n + 1] += firstOut[n];
        }
        int[] at = firstOut.clone();
        this.out = new int[from.length];
        for (int l = 0; l < from.length; l++) {
            out[at[from[l]]++] = l;
        }
    }

    public String name() {
        return name;
    }

    public List<Tier> tiers() {
        return tiers;
    }

    public List<LinkType> types() {
        return types;
    }

    public int nodes() {
        return nodes;
    }

    public int links() {
        return from.length;
    }

    public int from(int link) {
        return from[link];
    }

    public int to(int link) {
        return to[link];
    }

    public LinkType type(int link) {
        return typed[type[link]];
    }

    /// Bytes/s; 0 = down.
    public double capacity(int link) {
        return capacity[link];
    }

    /// Bytes/s of all links, 0 where one is down; a copy.
    public double[] capacities() {
        return capacity.clone();
    }

    /// Where the links that leave `node` begin in [#out]; those of the next node begin where they end.
    public int firstOut(int node) {
        return firstOut[node];
    }

    /// The link at place `at` of the list that [#firstOut] divides.
    public int out(int at) {
        return out[at];
    }

    /// @throws IllegalArgumentException if there is none
    public Tier tier(String label) {
        return tiers.stream().filter(t -> t.name().equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no tier %s.".formatted(label)));
    }

    /// Of each node, whether it passes on what is not for it; a copy.
    public boolean[] transit() {
        boolean[] transit = new boolean[nodes];
        tiers.forEach(t -> Arrays.fill(transit, t.first(), t.first() + t.size(), t.transit()));
        return transit;
    }

    /// The tier of `node`.
    public Tier tierOf(int node) {
        return tiers.stream().filter(t -> node >= t.first() && node < t.first() + t.size()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no node %d of %d.".formatted(node, nodes)));
    }

    /// What `node` is called, such as `leaf:3`.
    public String label(int node) {
        Tier tier = tierOf(node);
        return tier.name() + ":" + (node - tier.first());
    }

    /// What `link` is called, such as `leaf:3 -> spine:17`.
    public String linkLabel(int link) {
        return label(from[link]) + " -> " + label(to[link]);
    }

    /// Cards of a server, where what leaves a server for another rail changes rails inside it: card number modulo this is its rail.
    public OptionalInt rails() {
        return shape.rails() == 0 ? OptionalInt.empty() : OptionalInt.of(shape.rails());
    }

    /// Lengths of the grid on which cards are numbered, from the inside out; empty if they stand on none.
    public List<Integer> grid() {
        return shape.grid();
    }

    /// The same network with other capacities of its links: what is slowed or down.
    public Network withCapacities(double[] other) {
        return new Network(name, tiers, types, from, to, type, other.clone(), shape);
    }
}
