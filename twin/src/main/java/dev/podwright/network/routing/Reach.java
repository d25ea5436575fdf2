package dev.podwright.network.routing;

import java.util.HashMap;
import java.util.Map;

/// How far the nodes of the core are from gates, and how much they can carry there: what senders with several ports ask before they choose among
/// them. Found once for each gate.
final class Reach {
    private final Core core;
    private final Targets targets;
    private final Passing passing;
    private final Map<Integer, Row> rows = new HashMap<>();

    /// @param distance of each node of the gate's part
    /// @param carry of each node, null where no choice asks for it
    private record Row(int[] distance, double[] carry) {}

    Reach(Core core, Targets targets, Choice choice) {
        this.core = core;
        this.targets = targets;
        this.passing = new Passing(core, choice, new Ways(core), null);
    }

    /// @param number of a node in the gate's part
    int distance(int gate, int number) {
        return row(gate).distance[number - core.partStart(core.part(number))];
    }

    /// Bytes/s.
    double carry(int gate, int number) {
        return row(gate).carry[number - core.partStart(core.part(number))];
    }

    private Row row(int gate) {
        Row known = rows.get(gate);
        if (known == null) {
            known = find(gate);
            rows.put(gate, known);
        }
        return known;
    }

    private Row find(int gate) {
        int part = targets.part(gate);
        Ways ways = passing.ways();
        ways.find(part, targets.nodes(gate), null);
        passing.begin(part);
        int[] distance = new int[ways.size()];
        double[] carry = passing.carries() ? new double[ways.size()] : null;
        for (int n = 0; n < distance.length; n++) {
            distance[n] = ways.distance(n);
            if (carry != null) {
                carry[n] = distance[n] == Ways.UNREACHED ? 0 : passing.carry(n);
            }
        }
        return new Row(distance, carry);
    }
}
