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
    private static final int MANY = 256;

    private final Network network;
    private final Routing routing;
    private final Core core;
    private final Ports ports;
    private final Targets targets;
    private Turns turns;

    public Router(Network network, Routing routing) {
        this.network = network;
        this.routing = routing;
        this.core = new Core(network);
        this.ports = new Ports(core);
        this.targets = new Targets(core, ports);
    }

    /// What each link carries.
    ///
    /// @throws dev.podwright.document.InputException if a receiver cannot be reached: it names both ends
    public Load load(Pattern pattern) {
        Demand demand = Demand.of(pattern);
        try {
            if (choice() instanceof Choice.ByHash) {
                return new Load(network, traced(demand));
            }
            return new Load(network, choice() instanceof Choice.ByTarget ? new Loading(core, ports, targets, choice()).of(demand) : spread(demand));
        } catch (Cut _) {
            throw new Unreachable(network).in(demand);
        }
    }

    private double[] spread(Demand demand) {
        long searched = demand.crosses().stream().flatMapToInt(cross -> Arrays.stream(cross.to())).map(targets::of).distinct().count();
        Optional<Turns.Folded> folded = searched < MANY || demand.messages().size() > 0 ? Optional.empty() : turns().fold(demand.crosses());
        double[] load = new Loading(core, ports, targets, choice()).of(folded.map(f -> new Demand(demand.messages(), f.crosses())).orElse(demand));
        folded.ifPresent(f -> f.unfold(load));
        return load;
    }

    private synchronized Turns turns() {
        if (turns == null) {
            turns = Turns.of(network);
        }
        return turns;
    }

    private double[] traced(Demand demand) {
        double[] load = new double[network.links()];
        Messages messages = demand.messages();
        for (Cross cross : demand.crosses()) {
            for (int i = 0; i < cross.from().length; i++) {
                for (int to : cross.to()) {
                    messages.add(cross.from()[i], to, cross.times()[i] * cross.bytes());
                }
            }
        }
        new Tracing(core, ports, targets, choice(), flows()).of(messages, (message, link, share) -> load[link] += share * messages.bytes(message));
        return load;
    }

    private int flows() {
        return routing instanceof Routing.Ecmp ecmp ? ecmp.flows() : 1;
    }

    private Choice choice() {
        return switch (routing) {
            case Routing.Spray _, Routing.AllPath _ -> new Choice.Even();
            case Routing.Adaptive _ -> new Choice.Proportional();
            case Routing.Shortest _ -> new Choice.ByTarget(new Strides(network));
            case Routing.Ecmp ecmp -> new Choice.ByHash(ecmp.seed());
        };
    }

    /// The links of each message, for [dev.podwright.network.flow.Transfer].
    ///
    /// @throws dev.podwright.document.InputException if a receiver cannot be reached: it names both ends
    public Routes routes(Pattern.Pairs messages) {
        Paths paths = new Paths(messages.from().length);
        Messages sent = new Messages();
        int[] numbers = new int[messages.from().length];
        for (int i = 0; i < numbers.length; i++) {
            if (messages.from()[i] != messages.to()[i]) {
                numbers[sent.size()] = i;
                sent.add(messages.from()[i], messages.to()[i], 1);
            }
        }
        try {
            new Tracing(core, ports, targets, choice(), flows()).of(sent, (message, link, share) -> paths.use(numbers[message], link, share));
        } catch (Cut _) {
            throw new Unreachable(network).in(new Demand(sent, List.of()));
        }
        return paths.routes();
    }
}
