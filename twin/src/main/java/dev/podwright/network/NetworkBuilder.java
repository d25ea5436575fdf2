package dev.podwright.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts a [Network] together.
public final class NetworkBuilder {
    private static final int START = 1024;

    private final String name;
    private final List<Tier> tiers = new ArrayList<>();
    private final List<LinkType> types = new ArrayList<>();
    private int nodes;
    private int[] from = new int[START];
    private int[] to = new int[START];
    private int[] type = new int[START];
    private int links;
    private NetworkShape shape = NetworkShape.NONE;

    public NetworkBuilder(String name) {
        this.name = name;
    }

    /// Cards that pass nothing on.
    public Tier cards(int size) {
        return tier("card", size, true, false);
    }

    /// Cards that pass on what is not for them, as in meshes and tori.
    public Tier routingCards(int size) {
        return tier("card", size, true, true);
    }

    /// Cards that stand by.
    public Tier spares(int size) {
        return tier("spare", size, true, false);
    }

    /// Whether a tier has this name.
    public boolean has(String label) {
        return tiers.stream().anyMatch(t -> t.name().equals(label));
    }

    public Tier switches(String label, int size) {
        return tier(label, size, false, true);
    }

    /// Cards stand in servers of so many, card r of each on rail r: what leaves a server for another rail goes over the inside of the server to
    /// the card of that rail first, then out on it (PXN).
    public void rails(int perServer) {
        shape = new NetworkShape(perServer, shape.grid());
    }

    /// Cards stand on a grid: they are numbered along the first length, then along the second, and so on.
    public void grid(List<Integer> lengths) {
        shape = new NetworkShape(shape.rails(), lengths);
    }

    private Tier tier(String label, int size, boolean card, boolean transit) {
        Tier tier = new Tier(label, nodes, size, card, transit);
        tiers.add(tier);
        nodes += size;
        return tier;
    }

    /// @return what [#cable] wants
    public int type(LinkType wanted) {
        if (!types.contains(wanted)) {
            types.add(wanted);
        }
        return types.indexOf(wanted);
    }

    /// Joins two nodes in both directions.
    public void cable(int a, int b, int kind) {
        if (links + 2 > from.length) {
            from = Arrays.copyOf(from, 2 * from.length);
            to = Arrays.copyOf(to, from.length);
            type = Arrays.copyOf(type, from.length);
        }
        link(a, b, kind);
        link(b, a, kind);
    }

    private void link(int a, int b, int kind) {
        from[links] = a;
        to[links] = b;
        type[links++] = kind;
    }

    public Network build() {
        double[] capacity = new double[links];
        for (int l = 0; l < links; l++) {
            capacity[l] = types.get(type[l]).bandwidth();
        }
        return new Network(name, tiers, types, Arrays.copyOf(from, links), Arrays.copyOf(to, links), Arrays.copyOf(type, links), capacity, shape);
    }
}
