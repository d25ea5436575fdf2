package dev.podwright.survey;

import dev.podwright.document.InputException;
import dev.podwright.network.Network;
import dev.podwright.network.Pattern;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Damage;
import dev.podwright.network.flow.Transfer;
import dev.podwright.network.routing.Router;
import java.util.Arrays;
import java.util.Optional;

/// Single flows over a system.
final class FlowRun {
    private FlowRun() {}

    static FlowTimes of(Subject subject, Condition condition, Question.Flows asked) {
        FlowList list = FlowList.read(asked.flows(), subject.ranks(), condition.seed());
        double[] ends = ends(subject, Condition.SOUND, list, asked.tolerance());
        Optional<double[]> conditioned = condition.sound() ? Optional.empty() : Optional.of(ends(subject, condition, list, asked.tolerance()));
        return new FlowTimes(ends.length, Arrays.stream(list.bytes()).sum(), asked.tolerance(), ends, conditioned);
    }

    private static double[] ends(Subject subject, Condition condition, FlowList list, double tolerance) {
        Damage damage = Damage.of(subject.wired(), condition);
        Network network = damage.network();
        int[] nodes = damage.nodes();
        Pattern.Pairs pairs = new Pattern.Pairs(nodes(nodes, list.from()), nodes(nodes, list.to()), list.bytes());
        return new Transfer(network.capacities(), new Router(network, damage.routing()).routes(pairs), list.bytes(), list.starts(), tolerance).ends();
    }

    private static int[] nodes(int[] nodes, int[] ranks) {
        return Arrays.stream(ranks).map(r -> {
            if (nodes[r] == Damage.LOST) {
                throw new InputException("Rank %d, between which and others flows go, is lost.".formatted(r), "Leave its flows out, or fail something else.");
            }
            return nodes[r];
        }).toArray();
    }
}
