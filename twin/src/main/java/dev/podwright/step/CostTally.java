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
    private record Open(String name, String why, List<Cost> parts) {}

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
        open.push(new Open(name, why, new ArrayList<>()));
    }

    @Override
    public void operator(Operator operator) {
        add(kernels.price(operator));
    }

    @Override
    public void collective(String name, Collective collective, double times) {
        add(fabric.price(name, collective).repeated(times));
    }

    @Override
    public void end(double times) {
        Open closed = open.pop();
        Cost node = Cost.sequence(closed.name, closed.why, closed.parts).repeated(times);
        if (open.isEmpty()) {
            whole = node;
        } else {
            add(node);
        }
    }

    private void add(Cost part) {
        open.element().parts.add(part);
    }

    /// The node that was opened first, after its end.
    Cost whole() {
        return whole;
    }
}
