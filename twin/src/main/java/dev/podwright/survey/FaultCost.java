package dev.podwright.survey;

import java.util.List;
import java.util.Optional;

/// What one fault of a kind costs.
///
/// @param fault such as `leaf:0`
/// @param slowdown of each operation asked for, at the largest size, against the state asked about; empty where the group can no longer exchange
/// @param lost ranks that fell out
/// @param spared ranks of these that a spare card replaces
/// @param note what becomes of the system, in a few words
public record FaultCost(String fault, List<Optional<Double>> slowdown, int lost, int spared, String note) {

    public FaultCost {
        slowdown = List.copyOf(slowdown);
    }
}
