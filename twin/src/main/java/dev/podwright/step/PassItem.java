package dev.podwright.step;

import dev.podwright.fabric.Collective;
import dev.podwright.model.Operator;
import java.util.List;

/// One item of the forward pass of a block, in the order they run. The backward pass follows from it.
sealed interface PassItem {

    String name();

    /// What a product multiplies with.
    enum Factor {
        /// Weights that learn.
        LEARNING,
        /// Weights that stay as they are.
        FROZEN,
        /// Other activations: both gradients are gradients of inputs.
        ACTIVATIONS
    }

    /// @param slowdown seconds in this software over those of the calibrated kernel
    record Compute(Operator operator, Factor factor, double slowdown) implements PassItem {
        Compute(Operator operator, Factor factor) {
            this(operator, factor, 1);
        }

        @Override
        public String name() {
            return operator.name();
        }
    }

    /// Communication of the forward pass and its counterpart in the backward pass.
    record Transfer(Exchange kind, String name, List<Sending> forward, List<Sending> backward) implements PassItem {
        public Transfer {
            forward = List.copyOf(forward);
            backward = List.copyOf(backward);
        }
    }

    /// @param times how often it runs
    /// @param behind seconds of computation that all of it can hide behind; 0 = none
    record Sending(Collective collective, double times, double behind) {}
}
