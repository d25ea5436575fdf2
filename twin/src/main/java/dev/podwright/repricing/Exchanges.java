package dev.podwright.repricing;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.profile.Use;
import java.util.List;
import java.util.Set;

/// Exchanges of a profile as collectives of the twin, whichever library made them.
public final class Exchanges {
    private static final Set<String> PAIRS = Set.of("send", "receive", "send_receive");

    private Exchanges() {}

    static Recognised recognise(Use use) {
        if (use.exchange().isEmpty()) {
            return unshaped("The profile does not tell what was communicated.");
        }
        Use.Exchange exchange = use.exchange().get();
        if (!(exchange.bytes() > 0)) {
            return unshaped("The profile does not tell how many bytes were communicated.");
        }
        int ranks = exchange.ranks() > 0 ? exchange.ranks() : exchange.members().size();
        boolean pair = pair(exchange);
        if (ranks < 1 && !pair) {
            return unshaped("The profile does not tell how many ranks communicated.");
        }
        return collective(exchange, group(Math.max(ranks, pair ? 2 : 1), exchange.members()));
    }

    /// The collective among `group`; unshaped if the twin has none for the operation.
    public static Recognised collective(Use.Exchange exchange, Group group) {
        double bytes = exchange.bytes();
        return switch (exchange.operation()) {
            case "all_reduce", "reduce" -> new Recognised.Exchanged(new Collective.AllReduce(bytes, group));
            case "all_gather", "gather" -> new Recognised.Exchanged(new Collective.AllGather(bytes, group));
            case "reduce_scatter" -> new Recognised.Exchanged(new Collective.ReduceScatter(bytes, group));
            case "all_to_all" -> new Recognised.Exchanged(new Collective.AllToAll(bytes, group));
            case "broadcast", "scatter" -> new Recognised.Exchanged(new Collective.Broadcast(bytes, group));
            case "send", "receive", "send_receive" -> new Recognised.Exchanged(new Collective.PointToPoint(bytes, group));
            default -> unshaped("What %s exchanges is not known.".formatted(exchange.operation()));
        };
    }

    /// Whether it is between two ranks alone, so that nobody needs to tell how many took part.
    public static boolean pair(Use.Exchange exchange) {
        return PAIRS.contains(exchange.operation());
    }

    /// Members a constant distance apart tell how the group lies; others are taken to be neighbours.
    public static Group group(int ranks, List<Integer> members) {
        List<Integer> sorted = members.stream().sorted().distinct().toList();
        if (sorted.size() != ranks || ranks < 2) {
            return Group.adjacent(Math.max(1, ranks));
        }
        int stride = sorted.get(1) - sorted.get(0);
        for (int i = 1; i < ranks; i++) {
            if (sorted.get(i) - sorted.get(i - 1) != stride) {
                return Group.adjacent(ranks);
            }
        }
        return new Group(ranks, stride);
    }

    private static Recognised unshaped(String why) {
        return new Recognised.Unshaped(Kernel.Nature.EXCHANGE, why);
    }
}
