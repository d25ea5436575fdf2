package dev.podwright.repricing;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.profile.Use;
import java.util.List;
import java.util.Locale;

/// Exchanges of a profile as collectives of the twin.
final class Exchanges {
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
        String operation = exchange.operation().toLowerCase(Locale.ROOT);
        if (ranks < 1 && !pointToPoint(operation)) {
            return unshaped("The profile does not tell how many ranks communicated.");
        }
        Group group = group(Math.max(ranks, pointToPoint(operation) ? 2 : 1), exchange.members());
        double bytes = exchange.bytes();
        return switch (operation) {
            case "all_reduce", "reduce" -> new Recognised.Exchanged(new Collective.AllReduce(bytes, group));
            case "all_gather", "gather" -> new Recognised.Exchanged(new Collective.AllGather(bytes, group));
            case "reduce_scatter" -> new Recognised.Exchanged(new Collective.ReduceScatter(bytes, group));
            case "all_to_all", "all_to_allv", "alltoall", "alltoallv" -> new Recognised.Exchanged(new Collective.AllToAll(bytes, group));
            case "broadcast", "scatter" -> new Recognised.Exchanged(new Collective.Broadcast(bytes, group));
            case "send", "receive", "recv", "send_receive", "sendrecv" -> new Recognised.Exchanged(new Collective.PointToPoint(bytes, group));
            default -> unshaped("What %s exchanges is not known.".formatted(exchange.operation()));
        };
    }

    private static boolean pointToPoint(String operation) {
        return operation.startsWith("send") || operation.startsWith("rec");
    }

    /// Members a constant distance apart tell how the group lies; others are taken to be neighbours.
    static Group group(int ranks, List<Integer> members) {
        if (members.size() != ranks || ranks < 2) {
            return Group.adjacent(Math.max(1, ranks));
        }
        List<Integer> sorted = members.stream().sorted().toList();
        int stride = sorted.get(1) - sorted.get(0);
        for (int i = 1; i < ranks; i++) {
            if (sorted.get(i) - sorted.get(i - 1) != stride) {
                return Group.adjacent(ranks);
            }
        }
        return stride > 0 ? new Group(ranks, stride) : Group.adjacent(ranks);
    }

    private static Recognised unshaped(String why) {
        return new Recognised.Unshaped(Kernel.Nature.EXCHANGE, why);
    }
}
