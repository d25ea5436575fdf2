package dev.podwright.network.routing;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import dev.podwright.network.flow.Routes;
import java.util.Arrays;
import java.util.List;

/// All-path routing of meshes: part of each message goes straight, part one step aside first, part along a bypass. The parts are the same for all
/// messages of a pattern, and such that its busiest link is least busy.
final class AllPaths {
    private static final int STRAIGHT = 0;
    private static final int ASIDE = 1;

    private final Network network;
    private final Core core;
    private final Ports ports;
    private final Targets targets;
    private final Spread spread;
    private final boolean[] cards;

    /// Spreads over shortest ways.
    interface Spread {
        /// @param load bytes on each link, to be added to
        /// @param aside which nodes send one step aside first; null = none
        void add(Demand demand, double[] load, boolean[] aside);
    }

    AllPaths(Core core, Ports ports, Targets targets, Spread spread) {
        this.spread = spread;
        this.network = core.network();
        this.core = core;
        this.ports = ports;
        this.targets = targets;
        this.cards = new boolean[network.nodes()];
        for (Tier tier : network.tiers()) {
            Arrays.fill(cards, tier.first(), tier.first() + tier.size(), tier.card());
        }
    }

    /// Adds what `demand` puts on each link.
    void add(Demand demand, double[] load) {
        double[][] loads = loads(demand, new Bypass(network).of(demand));
        double[] parts = parts(loads);
        for (int l = 0; l < load.length; l++) {
            for (int kind = 0; kind < loads.length; kind++) {
                load[l] += parts[kind] == 0 ? 0 : parts[kind] * loads[kind][l];
            }
        }
    }

    private double[][] loads(Demand demand, Messages bypass) {
        double[][] loads = new double[bypass == null ? 2 : 3][network.links()];
        spread.add(demand, loads[STRAIGHT], null);
        spread.add(demand, loads[ASIDE], cards);
        if (bypass != null) {
            spread.add(new Demand(bypass, List.of()), loads[2], null);
        }
        return loads;
    }

    private double[] parts(double[][] loads) {
        double[][] busy = new double[loads.length][network.links()];
        for (int kind = 0; kind < loads.length; kind++) {
            for (int l = 0; l < network.links(); l++) {
                busy[kind][l] = loads[kind][l] == 0 ? 0 : loads[kind][l] / network.capacity(l);
            }
        }
        return Blend.of(busy);
    }

    /// The links of each message.
    ///
    /// @param messages of one byte each
    /// @param sized the same messages with their bytes
    /// @param flows as many as there were messages before they were taken in legs
    Routes routes(Messages messages, Demand sized, int flows) {
        double[] parts = parts(loads(sized, new Bypass(network).of(sized)));
        Messages bypass = new Bypass(network).of(new Demand(messages, List.of()));
        Paths paths = new Paths(flows);
        trace(messages, null, parts[STRAIGHT], paths);
        trace(messages, cards, parts[ASIDE], paths);
        if (bypass != null) {
            trace(bypass, null, parts[2], paths);
        }
        return paths.routes();
    }

    private void trace(Messages messages, boolean[] aside, double part, Paths paths) {
        if (part > 0) {
            new Tracing(core, ports, targets, new Choice.Even(), 1, aside)
                    .of(messages, (message, link, share) -> paths.use(messages.origin(message), link, part * messages.bytes(message) * share));
        }
    }
}
