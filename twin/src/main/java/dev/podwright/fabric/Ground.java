package dev.podwright.fabric;

import dev.podwright.network.Load;
import dev.podwright.network.Network;
import dev.podwright.network.Routing;
import dev.podwright.network.collective.Algorithm;
import dev.podwright.network.collective.InSwitch;
import dev.podwright.network.collective.InSwitchTree;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.collective.Phase;
import dev.podwright.network.routing.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A network in one state, on which the phases of collectives are laid. Each (algorithm, operation, group) is worked out once.
final class Ground {
    private final Network network;
    private final Router router;
    private final int[] nodes;
    private final int server;
    private final Latencies latencies;
    private final Map<Group, List<int[]>> siblings = new ConcurrentHashMap<>();
    private final Map<Key, Flow> flows = new ConcurrentHashMap<>();

    private record Key(Algorithm algorithm, Operation operation, Group group) {}

    /// @param nodes of all ranks, -1 for those that are lost
    Ground(Network network, Routing routing, int[] nodes) {
        this.network = network;
        this.router = new Router(network, routing);
        this.nodes = nodes;
        this.server = network.rails().orElse(1);
        this.latencies = new Latencies(network);
    }

    Network network() {
        return network;
    }

    /// Ranks with which one group of all goes on.
    int ranks() {
        return Siblings.left(nodes, server).length;
    }

    /// The group and its siblings.
    List<int[]> groups(Group group) {
        return siblings.computeIfAbsent(group, g -> Siblings.of(g, nodes, server));
    }

    /// What `operation` of `group` and all its siblings does to the links, for one byte.
    Flow flow(Algorithm algorithm, Operation operation, Group group) {
        Key key = new Key(algorithm, operation, group);
        Flow known = flows.get(key);
        if (known == null) {
            known = lay(phases(algorithm, operation, group));
            flows.put(key, known);
        }
        return known;
    }

    /// Seconds per byte of the group and of each sibling, as the links that each uses are busy with all of them.
    double[] perGroup(Algorithm algorithm, Operation operation, Group group) {
        List<int[]> all = groups(group);
        List<Load> loads = phases(algorithm, operation, group).stream().map(phase -> router.load(phase.pattern())).toList();
        double[] seconds = new double[all.size()];
        for (int g = 0; g < seconds.length; g++) {
            List<int[]> one = List.of(all.get(g));
            List<Phase> phases = placed(algorithm, one).phases(operation, one);
            for (int i = 0; i < phases.size(); i++) {
                Load own = router.load(phases.get(i).pattern());
                double longest = 0;
                for (int link = 0; link < network.links(); link++) {
                    if (own.on(link) > 0) {
                        longest = Math.max(longest, loads.get(i).seconds(link));
                    }
                }
                seconds[g] += phases.get(i).times() * longest;
            }
        }
        return seconds;
    }

    /// The steps of `operation`, all siblings together.
    List<Phase> phases(Algorithm algorithm, Operation operation, Group group) {
        return placed(algorithm, groups(group)).phases(operation, groups(group));
    }

    /// Whether the algorithm finds here what it needs: switches that sum must still join all ranks.
    boolean has(Algorithm algorithm, Group group) {
        return switch (placed(algorithm, groups(group))) {
            case InSwitch s -> s.switches().stream().allMatch(on -> on.length > 0);
            case InSwitchTree s -> s.switches().stream().allMatch(on -> on.length > 0);
            default -> true;
        };
    }

    private Algorithm placed(Algorithm algorithm, List<int[]> groups) {
        return switch (algorithm) {
            case InSwitch _ -> new InSwitch(Switches.joining(network, groups));
            case InSwitchTree t -> t.on(servers -> Switches.joining(network, servers), groups);
            default -> algorithm;
        };
    }

    private Flow lay(List<Phase> phases) {
        double[] total = new double[network.links()];
        List<PhaseLoad> loads = new ArrayList<>();
        Load busiest = null;
        double longest = -1;
        for (Phase phase : phases) {
            Load load = router.load(phase.pattern());
            for (int link = 0; link < total.length; link++) {
                total[link] += phase.times() * load.on(link);
            }
            double seconds = phase.times() * load.seconds();
            loads.add(new PhaseLoad(phase.name(), phase.times(), phase.hops(), seconds, phase.hops() * latencies.longest(phase.pattern()), load.busiest()));
            if (seconds > longest) {
                longest = seconds;
                busiest = load;
            }
        }
        return new Flow(loads, busiest, new Load(network, total));
    }
}
