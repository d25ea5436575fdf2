package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.migration.Report;
import dev.podwright.migration.Report.Change;
import dev.podwright.migration.Report.Driver;
import dev.podwright.migration.Report.Layouts;
import dev.podwright.migration.Report.OnTarget;
import dev.podwright.migration.Report.Weight;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;

/// The headline numbers of a move to one target.
final class MigrationHeadline {
    private MigrationHeadline() {}

    static List<Card> cards(Report report, OnTarget target) {
        List<Card> cards = new ArrayList<>();
        target.time().ifPresent(time -> cards.add(step(time.repricing())));
        target.layout().filter(l -> l.target().isPresent()).ifPresent(l -> cards.add(rate(report, l)));
        if (!target.operators().isEmpty()) {
            cards.add(operators(report, target));
            cards.add(kernels(target));
        }
        if (!target.changes().isEmpty()) {
            cards.add(changes(target));
        }
        if (target.effort().stream().anyMatch(d -> d.days().isPresent())) {
            cards.add(effort(target));
        }
        return cards;
    }

    private static Card step(Repricing repricing) {
        Interval step = repricing.targetStep().times(1e3);
        return new Card("Step of the profile", Show.number(step.value()), "ms", "%s to %s ms".formatted(Show.number(step.low()), Show.number(step.high())),
                "%s times the %s measured on %s.".formatted(Show.number(repricing.targetStep().value() / repricing.step()), Show.seconds(repricing.step()), repricing.source().id()));
    }

    private static Card rate(Report report, Layouts layouts) {
        Interval rate = layouts.target().orElseThrow().rate();
        return new Card("Tokens of a card", Show.rounded(rate.value()), "tokens/s", "%s to %s".formatted(Show.rounded(rate.low()), Show.rounded(rate.high())),
                layouts.source().map(s -> "%s on %s: %s times as many here.".formatted(Show.rounded(s.rate()), report.question().from().id(), Show.number(rate.value() / s.rate().value())))
                        .orElse("Nothing fits on " + report.question().from().id() + "."));
    }

    private static Card operators(Report report, OnTarget target) {
        Standings standings = Standings.of(report, target);
        int runs = standings.of(Standing.SUPPORTED).size() + standings.of(Standing.RESTRICTED).size();
        return new Card("Operators that run", Show.count(runs), "of " + Show.count(target.operators().size()), "", standings.counts() + ".");
    }

    private static Card kernels(OnTarget target) {
        int count = target.kernels().size();
        return new Card("Kernels to port or replace", Show.count(count), "", "", count == 0 ? "Every kernel stands in a library that has its counterpart."
                : "They take %s of the profile's device time.".formatted(Show.seconds(MigrationWords.seconds(target.kernels()))));
    }

    private static Card changes(OnTarget target) {
        List<Change> blocks = target.changes().stream().filter(c -> c.weight() == Weight.BLOCKS).toList();
        long costs = target.changes().stream().filter(c -> c.weight() == Weight.COSTS).count();
        return new Card("Changes that block", Show.count(blocks.size()), "of " + Show.count(target.changes().size()), "",
                "%s%d cost speed or accuracy.".formatted(blocks.isEmpty() ? "" : String.join(", ", blocks.stream().map(c -> c.topic().label()).distinct().toList()) + "; ", costs));
    }

    private static Card effort(OnTarget target) {
        List<Interval> days = target.effort().stream().map(Driver::days).flatMap(d -> d.stream()).toList();
        double low = days.stream().mapToDouble(Interval::low).sum();
        double high = days.stream().mapToDouble(Interval::high).sum();
        long open = target.effort().stream().filter(d -> d.days().isEmpty()).count();
        return new Card("Effort, estimated", MigrationWords.days(low, high), "days", "",
                "Of one engineer, for what can be estimated%s.".formatted(open == 0 ? "" : open == 1 ? "; one driver cannot" : "; %d drivers cannot".formatted(open)));
    }
}
