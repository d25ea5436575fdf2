package dev.podwright.network.routing;

import dev.podwright.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Receivers that are reached alike share a class; traffic to all of a class goes to the same gates. A gate is where traffic leaves one
/// connected part of the core for a receiver: one node, or several where a receiver hangs on several nodes of one part.
///
/// Classes and gates of nodes of the core have the core's numbers. A receiver behind a gate of several nodes is a class of its own: at
/// which of them traffic arrives depends on who sends.
final class Targets {
    private final Core core;
    private final Ports ports;
    private final int[] classes;
    /// Gates of the classes that follow those of the core.
    private final List<int[]> gates = new ArrayList<>();
    /// Nodes of the gates that follow those of the core.
    private final List<int[]> wide = new ArrayList<>();

    /// Ports that are alike: where they are and what they carry.
    private record Key(int[] ends, double[] capacities, int receiver) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && receiver == key.receiver && Arrays.equals(ends, key.ends) && Arrays.equals(capacities, key.capacities);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Arrays.hashCode(ends) + Arrays.hashCode(capacities)) + receiver;
        }
    }

    Targets(Core core, Ports ports) {
        this.core = core;
        this.ports = ports;
        Network network = core.network();
        this.classes = new int[network.nodes()];
        Map<Key, Integer> known = new HashMap<>();
        for (int node = 0; node < classes.length; node++) {
            if (core.number(node) >= 0) {
                classes[node] = core.number(node);
                continue;
            }
            Key key = key(node);
            Integer found = known.get(key);
            if (found == null) {
                found = core.size() + gates.size();
                known.put(key, found);
                gates.add(gatesOf(key.ends));
            }
            classes[node] = found;
        }
    }

    private Key key(int node) {
        int first = ports.inFrom(node);
        int size = ports.inFrom(node + 1) - first;
        int[] ends = new int[size];
        double[] capacities = new double[size];
        boolean several = false;
        // Ports stand in the order of links: cards that are wired alike have them in the same order.
        for (int i = 0; i < size; i++) {
            ends[i] = ports.inEnd(first + i);
            capacities[i] = core.network().capacity(ports.inLink(first + i));
            for (int j = 0; j < i; j++) {
                several |= ends[j] != ends[i] && core.part(ends[j]) == core.part(ends[i]);
            }
        }
        return new Key(ends, capacities, several ? node : -1);
    }

    private int[] gatesOf(int[] ends) {
        int[] found = new int[ends.length];
        int size = 0;
        for (int part : Arrays.stream(ends).map(core::part).distinct().toArray()) {
            int[] nodes = Arrays.stream(ends).filter(end -> core.part(end) == part).distinct().sorted().toArray();
            if (nodes.length == 1) {
                found[size++] = nodes[0];
            } else {
                found[size++] = core.size() + wide.size();
                wide.add(nodes);
            }
        }
        return Arrays.copyOf(found, size);
    }

    /// The class of a node of the network.
    int of(int node) {
        return classes[node];
    }

    int classes() {
        return core.size() + gates.size();
    }

    /// All gates.
    int gates() {
        return core.size() + wide.size();
    }

    int gatesOf(int kind) {
        return kind < core.size() ? 1 : gates.get(kind - core.size()).length;
    }

    int gate(int kind, int index) {
        return kind < core.size() ? kind : gates.get(kind - core.size())[index];
    }

    /// The gate of a class in a part of the core; -1 if it has none there.
    int gateIn(int kind, int part) {
        if (kind < core.size()) {
            return core.part(kind) == part ? kind : -1;
        }
        for (int gate : gates.get(kind - core.size())) {
            if (part(gate) == part) {
                return gate;
            }
        }
        return -1;
    }

    int part(int gate) {
        return core.part(gate < core.size() ? gate : wide.get(gate - core.size())[0]);
    }

    /// Whether traffic may leave the core at several nodes.
    boolean wide(int gate) {
        return gate >= core.size();
    }

    /// Core numbers of the nodes of a gate.
    int[] nodes(int gate) {
        return gate < core.size() ? new int[] {gate} : wide.get(gate - core.size());
    }
}
