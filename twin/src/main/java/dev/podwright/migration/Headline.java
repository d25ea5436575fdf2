package dev.podwright.migration;

import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answer in one sentence.
final class Headline {
    private Headline() {}

    static String of(Case asked, List<Report.Change> changes, List<Report.MovedOperator> operators, List<Report.CustomKernel> kernels, Optional<Report.Time> time,
                     Optional<Report.Layouts> layout) {
        List<String> parts = new ArrayList<>();
        String what = asked.question().model().map(m -> m.id()).orElse("what the profile shows");
        if (asked.advised()) {
            long blocks = changes.stream().filter(c -> c.weight() == Report.Weight.BLOCKS).count();
            long costs = changes.stream().filter(c -> c.weight() == Report.Weight.COSTS).count();
            parts.add("to %s %s, %s must be done first and %s cost%s".formatted(asked.serving() ? "serve" : "train", what, things(blocks), things(costs), costs <= 1 ? "s" : ""));
        } else {
            parts.add(asked.generation().isPresent() ? "the source is an Ascend system already: time and layout change, no CUDA is left behind"
                    : "%s is no Ascend system: time and layout are told, no advice on its software".formatted(asked.target().id()));
        }
        if (!operators.isEmpty()) {
            parts.add(Moved.words(operators) + (kernels.isEmpty() ? "" : ", and %,d kernel%s to port or replace".formatted(kernels.size(), kernels.size() == 1 ? "" : "s")));
        }
        time.ifPresent(t -> parts.add(Times.words(t, asked.target().id())));
        layout.ifPresent(l -> parts.add(words(l, asked)));
        return "On %s: %s.".formatted(asked.target().id(), String.join("; ", parts));
    }

    private static String words(Report.Layouts layouts, Case asked) {
        String verb = asked.serving() ? "generates" : "trains on";
        if (layouts.target().isEmpty()) {
            return "no layout was found there";
        }
        Report.Side there = layouts.target().get();
        String said = "the best layout (%s, %s) %s %s tokens/s per card".formatted(there.layout(), there.precision(), verb, rate(there.rate()));
        return said + layouts.source().map(s -> ", %s in %s on %s".formatted(rate(s.rate()), s.precision(), asked.question().from().id()))
                .orElse(", and nothing fits on %s".formatted(asked.question().from().id()));
    }

    /// Such as `1,200 (1,000 to 1,400)`.
    static String rate(Interval rate) {
        return "%,.0f (%,.0f to %,.0f)".formatted(rate.value(), rate.low(), rate.high());
    }

    private static String things(long count) {
        return count == 0 ? "nothing" : count == 1 ? "1 thing" : "%,d things".formatted(count);
    }
}
