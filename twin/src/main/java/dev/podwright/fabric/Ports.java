package dev.podwright.fabric;

import dev.podwright.network.Network;

/// What no algorithm undercuts on a network: the bytes that a rank must send over the ports that it has.
final class Ports {
    private Ports() {}

    /// Seconds; of all ranks the one with the narrowest ports counts.
    static double bound(Ground ground, FlowQuestion question) {
        double p = question.group().ranks();
        double parts = switch (question.operation()) {
            // A switch may sum: then a rank sends its bytes once.
            case ALL_REDUCE -> summed(question) ? 1 : 2 * (p - 1) / p;
            case ALL_GATHER, REDUCE_SCATTER, ALL_TO_ALL -> (p - 1) / p;
            case BROADCAST, SEND_RECEIVE -> 1;
            case DISPATCH, COMBINE -> ExpertExchange.distinct(question.topk(), p);
        };
        double narrowest = Double.POSITIVE_INFINITY;
        Network network = ground.network();
        for (int[] group : ground.groups(question.group())) {
            for (int node : group) {
                double rate = 0;
                for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
                    rate += network.capacity(network.out(at));
                }
                narrowest = Math.min(narrowest, rate);
            }
        }
        return parts * question.bytes() / narrowest;
    }

    private static boolean summed(FlowQuestion question) {
        return question.algorithm().filter(name -> name.startsWith("nvls")).isPresent();
    }
}
