package dev.podwright.repricing;

import dev.podwright.fabric.Collective;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import java.util.List;

/// What a device task is to the twin.
public sealed interface Recognised {

    /// Operators with shapes, one after another; a fused kernel may be several.
    ///
    /// @param assumed what the profile does not tell and was assumed, full sentences; may be empty
    record Computed(List<Operator> operators, String assumed) implements Recognised {
        public Computed {
            operators = List.copyOf(operators);
        }

        public Computed(List<Operator> operators) {
            this(operators, "");
        }
    }

    /// A collective with size and group.
    record Exchanged(Collective collective) implements Recognised {}

    /// A copy over the host link.
    record Moved(double bytes) implements Recognised {}

    /// Its nature is known, its size is not: shapes were not recorded, or it was launched by a graph.
    ///
    /// @param why full sentence
    record Unshaped(Kernel.Nature nature, String why) implements Recognised {}

    /// Nothing in the profile tells what it does.
    ///
    /// @param why full sentence
    record Unknown(String why) implements Recognised {}
}
