package dev.podwright.step;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;
import dev.podwright.step.Inventory.Computation;
import dev.podwright.step.Inventory.Exchange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts how often each operator and collective of a step runs.
final class InventoryTally implements Tally {
    private record Named(String name, Collective collective) {}

    /// What is open, and how often each part of it runs in one execution.
    private static final class Open {
        private final Map<Operator, Double> operators = new LinkedHashMap<>();
        private final Map<Named, Double> collectives = new LinkedHashMap<>();

        private void add(Open inner, double times) {
            inner.operators.forEach((operator, count) -> operators.merge(operator, count * times, Double::sum));
            inner.collectives.forEach((named, count) -> collectives.merge(named, count * times, Double::sum));
        }
    }

    private final Kernels kernels;
    private final Fabric fabric;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Open whole = new Open();

    InventoryTally(Kernels kernels, Fabric fabric) {
        this.kernels = kernels;
        this.fabric = fabric;
        open.push(whole);
    }

    @Override
    public void begin(String name, String why) {
        open.push(new Open());
    }

    @Override
    public void beginBeside(String name, String why) {
        begin(name, why);
    }

    @Override
    public void operator(Operator operator) {
        open.element().operators.merge(operator, 1.0, Double::sum);
    }

    @Override
    public void collective(String name, Collective collective, double times) {
        open.element().collectives.merge(new Named(name, collective), times, Double::sum);
    }

    @Override
    public void end(double times) {
        Open closed = open.pop();
        open.element().add(closed, times);
    }

    /// After the last end.
    Inventory inventory() {
        return new Inventory(
                whole.operators.entrySet().stream().map(e -> computation(e.getKey(), e.getValue())).toList(),
                whole.collectives.entrySet().stream().map(e -> exchange(e.getKey(), e.getValue())).toList());
    }

    private Computation computation(Operator operator, double times) {
        return new Computation(operator.name(), times, operator.flops(), operator.bytes(), operator.compute(), kernels.price(operator));
    }

    private Exchange exchange(Named named, double times) {
        return new Exchange(named.name, times, named.collective, fabric.price(named.name, named.collective));
    }
}
