package dev.podwright.network.routing;

import dev.podwright.network.Load;
import dev.podwright.network.Network;
import dev.podwright.network.Pattern;
import dev.podwright.network.Routing;
import dev.podwright.network.flow.Routes;

/// Sends patterns over a network under one routing. What is down is avoided.
public final class Router {
    private final Network network;
    private final Routing routing;

    public Router(Network network, Routing routing) {
        this.network = network;
        this.routing = routing;
    }

    /// What each link carries.
    ///
    /// @throws dev.podwright.document.InputException if a receiver cannot be reached: it names both ends
    public Load load(Pattern pattern) {
        throw new UnsupportedOperationException(network.name() + pattern + routing);
    }

    /// The links of each message, for [dev.podwright.network.flow.Transfer].
    ///
    /// @throws dev.podwright.document.InputException if a receiver cannot be reached: it names both ends
    public Routes routes(Pattern.Pairs messages) {
        throw new UnsupportedOperationException(network.name() + messages + routing);
    }
}
