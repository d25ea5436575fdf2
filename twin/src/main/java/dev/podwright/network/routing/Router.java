package dev.podwright.network.routing;

import dev.podwright.network.Load;
import dev.podwright.network.Network;
import dev.podwright.network.Pattern;
import dev.podwright.network.Routing;
import dev.podwright.network.flow.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Sends patterns over a network under one routing. What is down is avoided. One router may serve several threads.
public final class Router {
    /// A search for ways from everywhere to each of so many receivers takes longer than one for a symmetry that spares it.
    private static final int MANY = 128;

    private final Network network;
    private final Routing routing;
    private final Core core;
    private final Ports ports;
    private final Targets targets;
    private final Strides strides;
    private Turns turns;

    public Router(Network network, Routing routing) {
        this.network = network;
        this.routing = routing;
        this.core = new Core(network);
        this.ports = new Ports(core);
        this.targets = new Targets(core, ports);
        this.strides = routing instanceof Routing.Shortest ? new Strides(network) : null;
    }

    /// What each link carries.
    ///
    /// @throws dev.podwright.document.InputException if a receiver cannot be reached: it names both ends
    public Load load(Pattern pattern) {
        Demand whole = Demand.of(pattern);
        Demand demand = legs(whole);
        double[] load = new double[network.links()];
        try {
            switch (routing) {
                case Routing.Shortest _ -> {
                    trace(demand.messages(), load);
                    loading(load).add(new Demand(new Messages(), demand.crosses()));
                }
                case Routing.Ecmp ecmp -> {
                    Flows flows = Flows.of(demand, ecmp.flows());
                    trace(flows.single(), load);
                    flows.drawn().forEach((bytes, crosses) -> draw(crosses, bytes / ecmp.flows(), load));
                }
                case Routing.Spray _, Routing.Adaptive _ -> spread(demand, load, null);
                case Routing.AllPath _ -> new AllPaths(core, ports, targets, this::spread).add(demand, load);
            }
            return new Load(network, load);
        } catch (Cut _) {
            throw new Unreachable(network).in(whole, demand);
        }
    }

    /// @param aside which nodes send one step aside before they take shortest ways; null = none
    private void spread(Demand demand, double[] load, boolean[] aside) {
        long searched = demand.crosses().stream().flatMapToInt(cross -> Arrays.stream(cross.to())).map(targets::of).distinct().count();
        Optional<Turns.Folded> folded = searched < MANY || demand.messages().size() > 0 ? Optional.empty() : turns().fold(demand.crosses(), aside);
        if (folded.isEmpty()) {
            new Loading(core, ports, targets, choice(), load, aside).add(demand);
            return;
        }
        double[] few = new double[load.length];
        new Loading(core, ports, targets, choice(), few, aside).add(new Demand(demand.messages(), folded.get().crosses()));
        folded.get().unfold(few);
        for (int l = 0; l < load.length; l++) {
            load[l] += few[l];
        }
    }

    private synchronized Turns turns() {
        if (turns == null) {
            turns = Turns.of(network);
        }
        return turns;
    }

    private Demand legs(Demand demand) {
        return network.rails().isEmpty() ? demand : new RailLegs(core, ports, targets, network.rails().getAsInt()).of(demand);
    }

    private void draw(List<Cross> crosses, double each, double[] load) {
        double[] flows = new double[load.length];
        loading(flows).add(new Demand(new Messages(), crosses));
        for (int l = 0; l < load.length; l++) {
            load[l] += each * flows[l];
        }
    }

    private Loading loading(double[] load) {
        return new Loading(core, ports, targets, choice(), load, null);
    }

    private void trace(Messages messages, double[] load) {
        new Tracing(core, ports, targets, choice(), flows(), null).of(messages, (message, link, share) -> load[link] += share * messages.bytes(message));
    }

    private int flows() {
        return routing instanceof Routing.Ecmp ecmp ? ecmp.flows() : 1;
    }

    private Choice choice() {
        return switch (routing) {
            case Routing.Spray _, Routing.AllPath _ -> new Choice.Even();
            case Routing.Adaptive _ -> new Choice.Proportional();
            case Routing.Shortest _ -> new Choice.ByTarget(strides);
            case Routing.Ecmp ecmp -> new Choice.ByHash(ecmp.seed());
        };
    }

    /// The links of each message, for [dev.podwright.network.flow.Transfer].
    ///
    /// @throws dev.podwright.document.InputException if a receiver cannot be reached: it names both ends
    public Routes routes(Pattern.Pairs messages) {
        int flows = messages.from().length;
        Messages sent = new Messages();
        sent.expect(flows);
        for (int i = 0; i < flows; i++) {
            sent.add(messages.from()[i], messages.to()[i], 1, i);
        }
        Demand whole = new Demand(sent, List.of());
        Demand demand = legs(whole);
        try {
            if (routing instanceof Routing.AllPath) {
                return new AllPaths(core, ports, targets, this::spread).routes(demand.messages(), legs(Demand.of(messages)), flows);
            }
            Paths paths = new Paths(flows);
            new Tracing(core, ports, targets, choice(), flows(), null)
                    .of(demand.messages(), (message, link, share) -> paths.use(demand.messages().origin(message), link, share));
            return paths.routes();
        } catch (Cut _) {
            throw new Unreachable(network).in(whole, demand);
        }
    }
}
