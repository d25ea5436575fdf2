package dev.podwright.fabric;

import dev.podwright.network.Network;
import dev.podwright.network.Pattern;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// How long a message of a pattern is on its way: latencies of the links of a shortest way, the quickest of several. Of large patterns a sample of senders
/// is looked at, spread evenly over them.
final class Latencies {
    private static final int SENDERS = 16;

    private final Network network;
    private final boolean[] transit;
    private final boolean any;
    private final Pathfinder pairs;
    private final Map<Integer, double[]> known = new HashMap<>();

    Latencies(Network network) {
        this.network = network;
        this.transit = network.transit();
        this.pairs = new Pathfinder(network, transit);
        this.any = network.types().stream().anyMatch(type -> type.latency() > 0);
    }

    /// Seconds that the slowest message of the sample takes.
    synchronized double longest(Pattern pattern) {
        if (!any) {
            return 0;
        }
        double longest = 0;
        switch (pattern) {
            case Pattern.Pairs(int[] from, int[] to, double[] _) -> {
                int step = Math.max(1, from.length / SENDERS);
                for (int i = 0; i < from.length; i += step) {
                    longest = Math.max(longest, pairs.seconds(from[i], to[i]));
                }
            }
            case Pattern.AllToAll all -> {
                int step = Math.max(1, all.groups().size() / SENDERS);
                for (int g = 0; g < all.groups().size(); g += step) {
                    int[] group = all.groups().get(g);
                    double[] away = from(group[0]);
                    for (int member : group) {
                        longest = Math.max(longest, away[member]);
                    }
                }
            }
            case Pattern.Together together -> {
                for (Pattern part : together.patterns()) {
                    longest = Math.max(longest, longest(part));
                }
            }
        }
        return longest;
    }

    private double[] from(int sender) {
        return known.computeIfAbsent(sender, this::find);
    }

    /// Seconds to every node over the fewest links, 0 to those that cannot be reached.
    private double[] find(int sender) {
        double[] seconds = new double[network.nodes()];
        int[] distance = new int[network.nodes()];
        int[] order = new int[network.nodes()];
        Arrays.fill(distance, Integer.MAX_VALUE);
        distance[sender] = 0;
        order[0] = sender;
        int reached = 1;
        for (int i = 0; i < reached; i++) {
            int node = order[i];
            if (node != sender && !transit[node]) {
                continue;
            }
            for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
                int link = network.out(at);
                int next = network.to(link);
                if (distance[next] <= distance[node] || network.capacity(link) == 0) {
                    continue;
                }
                double there = seconds[node] + network.type(link).latency();
                if (distance[next] == Integer.MAX_VALUE) {
                    distance[next] = distance[node] + 1;
                    order[reached++] = next;
                    seconds[next] = there;
                } else {
                    seconds[next] = Math.min(seconds[next], there);
                }
            }
        }
        return seconds;
    }
}
