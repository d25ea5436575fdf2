package dev.podwright.step;

import dev.podwright.fabric.Collective;
import dev.podwright.units.Cost;
import dev.podwright.units.Precision;
import java.util.List;

/// What a step does, counted: how much each operator computes and moves, who exchanges what with whom. The same parts as
/// in the cost tree, without its nesting; parts of equal layers stand together.
public record Inventory(List<Computation> computations, List<Exchange> exchanges) {

    public Inventory {
        computations = List.copyOf(computations);
        exchanges = List.copyOf(exchanges);
    }

    /// An operator of the step.
    ///
    /// @param times executions per step
    /// @param flops of one execution
    /// @param bytes least memory traffic of one execution
    /// @param compute what the matrix units compute in
    /// @param cost of one execution
    public record Computation(String name, double times, double flops, double bytes, Precision compute, Cost cost) {}

    /// A collective of the step.
    ///
    /// @param times executions per step
    /// @param cost of one execution
    public record Exchange(String name, double times, Collective collective, Cost cost) {}
}
