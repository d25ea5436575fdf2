package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;

/// Collects the operators of one part of a layer: linear layers in the precision of the deployment, with the cast of
/// their input where it is narrower than what the model computes in.
final class Linears {
    private final List<Operator> operators = new ArrayList<>();
    private final Quantization q;

    Linears(Quantization q) {
        this.q = q;
    }

    Precision wide() {
        return q.wide();
    }

    Linears add(Operator operator) {
        operators.add(operator);
        return this;
    }

    /// `tokens` rows through a matrix of `inputs` x `outputs`, outside the routed experts.
    Linears linear(String name, double tokens, double outputs, double inputs) {
        cast(name, tokens * inputs, q.denseActivations());
        return add(new Operator.Gemm(name, 1, tokens, outputs, inputs, q.denseWeights(), q.denseActivations(), q.wide()));
    }

    /// A matrix that no deployment quantises: router, absorbed projections.
    Linears unquantised(String name, double count, double rows, double outputs, double inputs) {
        return add(new Operator.Gemm(name, count, rows, outputs, inputs, q.wide(), q.wide(), q.wide()));
    }

    /// Narrows the input of the product `name`.
    Linears cast(String name, double elements, Precision to) {
        if (to.bytes() < q.wide().bytes()) {
            add(new Operator.Cast(name + ".cast", elements, q.wide(), to));
        }
        return this;
    }

    List<Operator> done() {
        return List.copyOf(operators);
    }
}
