package dev.podwright.step;

import dev.podwright.fabric.Collective;
import dev.podwright.model.Operator;

/// Takes the parts of a step in the order they run. What a step consists of is said once, by [ServingStep]; a tally
/// makes of it a cost tree ([CostTally]), a sum ([SecondsTally]) or a list ([InventoryTally]).
interface Tally {

    /// What follows, up to the matching [#end], is one node.
    void begin(String name, String why);

    /// Like [#begin], for a node that runs beside another like it: the collectives of each hide behind the operators of the other.
    void beginBeside(String name, String why);

    void operator(Operator operator);

    void collective(String name, Collective collective, double times);

    /// @param times how often the node runs
    void end(double times);
}
