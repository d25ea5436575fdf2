package dev.podwright.step;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;
import dev.podwright.units.Cost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Builds the cost tree of a step.
final class CostTally implements Tally {
    /// @param exchanges that may hide, where the node runs beside another
    private record Open(String name, String why, List<Cost> parts, boolean beside, List<Cost> exchanges) {
        Open(String name, String why, boolean beside) {
            this(name, why, new ArrayList<>(), beside, new ArrayList<>());
        }
    }

    private final Kernels kernels;
    private final Fabric fabric;
    private final Deque<Open> open = new ArrayDeque<>();
    private Cost whole;

    CostTally(Kernels kernels, Fabric fabric) {
        this.kernels = kernels;
        this.fabric = fabric;
    }

    @Override
    public void begin(String name, String why) {
        open.push(new Open(name, why, false));
    }

    @Override
    public void beginBeside(String name, String why) {
        open.push(new Open(name, why, true));
    }

    @Override
    public void operator(Operator operator) {
        add(kernels.price(operator));
    }

    @Override
    public void collective(String name, Collective collective, double times) {
        Cost cost = fabric.price(name, collective).repeated(times);
        if (open.element().beside) {
            open.element().exchanges.add(cost);
        } else {
            add(cost);
        }
    }

    @Override
    public void end(double times) {
        Open closed = open.pop();
        closed.parts.addAll(exposed(closed));
        Cost node = Cost.sequence(closed.name, closed.why, closed.parts).repeated(times);
        if (open.isEmpty()) {
            whole = node;
        } else {
            add(node);
        }
    }

    /// What of the exchanges is seen, each shortened alike.
    private List<Cost> exposed(Open node) {
        double alone = node.exchanges.stream().mapToDouble(Cost::total).sum();
        if (alone == 0) {
            return node.exchanges;
        }
        double seen = fabric.exposed(alone, node.parts.stream().mapToDouble(Cost::total).sum()) / alone;
        return node.exchanges.stream().map(e -> Cost.leaf(e.name(), seen * e.seconds(), seen * e.ideal(), e.bound(), e.spread(),
                "%s; %.0f %% hidden by the other batch".formatted(e.why(), 100 * (1 - seen))).repeated(e.times())).toList();
    }

    private void add(Cost part) {
        open.element().parts.add(part);
    }

    /// The node that was opened first, after its end.
    Cost whole() {
        return whole;
    }
}
