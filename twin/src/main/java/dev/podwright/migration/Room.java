package dev.podwright.migration;

import dev.podwright.catalog.Figure;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Parameters;
import dev.podwright.model.Quantization;
import dev.podwright.model.Split;
import dev.podwright.plan.Layouts;
import dev.podwright.plan.Subject;
import dev.podwright.serving.EngineDefaults;
import dev.podwright.units.Unit;
import java.util.OptionalInt;

/// How much memory a model takes in a precision, and how many cards hold it.
///
/// @param context tokens of the one sequence that must fit beside the weights
record Room(Architecture model, double context) {

    /// Bytes of all weights, held once.
    double weights(Quantization quantization) {
        return Parameters.weightBytes(model, quantization, Split.NONE);
    }

    /// The fewest cards as sold of `subject` on which one copy serves; empty if all of them are too few.
    OptionalInt fewest(Subject subject, Quantization quantization) {
        return Layouts.of(model, subject.pod().ranks(), Reach.scaleUp(subject.pod())).stream()
                .filter(l -> l.conflict(model).isEmpty() && fits(l, subject, quantization))
                .mapToInt(l -> Math.ceilDiv(l.ranks(), subject.pod().ranksPerChip())).min();
    }

    private boolean fits(ServingLayout layout, Subject subject, Quantization quantization) {
        return MemoryBudget.of(model, quantization, layout, subject.rankChip(), EngineDefaults.TOKEN_BUDGET, context).fits();
    }

    /// Such as `625 GiB of weights on at least 14 cards of cloudmatrix384`.
    String words(Subject subject, Quantization quantization) {
        if (subject.rankChip().find(Figure.MEMORY_CAPACITY).isEmpty()) {
            return "%,.0f GiB of weights on nobody knows how many cards of %s: its memory is not published".formatted(Unit.GIB.fromSi(weights(quantization)), subject.id());
        }
        OptionalInt cards = fewest(subject, quantization);
        return "%,.0f GiB of weights %s".formatted(Unit.GIB.fromSi(weights(quantization)), cards.isEmpty()
                ? "are more than the %,d card%s of %s hold".formatted(subject.pod().chips(), subject.pod().chips() == 1 ? "" : "s", subject.id())
                : "on at least %,d card%s of %s".formatted(cards.getAsInt(), cards.getAsInt() == 1 ? "" : "s", subject.id()));
    }
}
