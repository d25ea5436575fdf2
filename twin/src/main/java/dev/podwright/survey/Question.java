package dev.podwright.survey;

import dev.podwright.network.collective.Operation;
import dev.podwright.network.fault.Condition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is asked about every system.
///
/// @param operations one after the other, each by itself
/// @param sizes bytes as nccl-tests counts them, the smallest first; none where only logs are asked about
/// @param ranks of a group; empty = all of the system
/// @param stride between neighbours of a group in rank order; the groups between them do the same at the same time
/// @param algorithm forced; empty = what the library chooses
/// @param condition laid on the network; sound = as built
/// @param together exchanges that begin with the largest size of each operation and share the links
/// @param flows single flows, where asked for
/// @param faults whether to say what one fault of each kind costs
public record Question(List<Operation> operations, List<Double> sizes, OptionalInt ranks, int stride, Optional<String> algorithm, Condition condition,
                       List<Exchange> together, Optional<Flows> flows, boolean faults) {

    /// Single flows to their ends.
    ///
    /// @param flows what [FlowList#read] reads
    /// @param tolerance share of the time passed for which rates may be kept; 0 = exact
    public record Flows(String flows, double tolerance) {}

    public Question {
        operations = List.copyOf(operations);
        sizes = List.copyOf(sizes);
        together = List.copyOf(together);
    }
}
