package dev.podwright.app;

import dev.podwright.cost.Bill;
import dev.podwright.plan.Comparison;
import dev.podwright.plan.Subject;
import dev.podwright.units.Interval;
import dev.podwright.workload.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A comparison as text for people.
final class CompareText {
    private CompareText() {}

    static String of(Comparison comparison, List<WorkloadRow> workload, String model, int reference) {
        List<Subject> subjects = comparison.subjects();
        StringBuilder out = new StringBuilder("Per card as sold, 90 %% intervals in brackets, behind them how many times as fast as %s.%n%n".formatted(subjects.get(reference).id()));
        List<String> headings = new ArrayList<>(List.of("operator", "unit"));
        subjects.forEach(s -> headings.add(s.id() + (s.chip().announced() ? " (announced)" : "")));
        Table table = new Table(headings.toArray(String[]::new));
        for (Comparison.Row row : comparison.rows()) {
            List<Object> cells = new ArrayList<>(List.of(row.what(), row.unit()));
            for (int i = 0; i < subjects.size(); i++) {
                cells.add(cell(row, i, reference));
            }
            table.row(cells.toArray());
        }
        out.append(table).append(System.lineSeparator());
        verdicts(out, comparison, reference);
        Demand demand = WorkloadRow.demand();
        out.append("%nServing %s, %s + %s tokens, TTFT <= %s, TPOT <= %s, each system at its fullest:%n%n".formatted(model,
                Show.number(demand.lengths().input()), Show.number(demand.lengths().output()), Show.seconds(demand.limits().ttft()),
                Show.seconds(demand.limits().tpot())));
        out.append(workload(workload));
        return out.toString();
    }

    private static String cell(Comparison.Row row, int i, int reference) {
        Optional<Interval> value = row.values().get(i);
        if (value.isEmpty()) {
            return row.notes().get(i);
        }
        Optional<Interval> base = row.values().get(reference);
        if (i == reference || base.isEmpty()) {
            return Show.interval(value.get());
        }
        String factor = " %sx".formatted(Show.number(row.factor(i, reference)));
        return Show.interval(value.get()) + factor;
    }

    /// One sentence per subject: over which range of factors it stands to the reference, and at how many operators it is
    /// faster or slower beyond doubt.
    private static void verdicts(StringBuilder out, Comparison comparison, int reference) {
        List<Subject> subjects = comparison.subjects();
        for (int i = 0; i < subjects.size(); i++) {
            Optional<Comparison.Verdict> verdict = i == reference ? Optional.empty() : comparison.verdict(i, reference);
            if (verdict.isPresent()) {
                Comparison.Verdict v = verdict.get();
                out.append("%s against %s: %s to %s times as fast, %s in the middle; of %d operators faster at %d, equal within the intervals at %d, slower at %d.%s%n"
                        .formatted(subjects.get(i).id(), subjects.get(reference).id(), Show.number(v.least()), Show.number(v.most()),
                                Show.number(v.middle()), v.faster() + v.equal() + v.slower(), v.faster(), v.equal(), v.slower(), power(subjects.get(i), subjects.get(reference))));
            }
        }
    }

    private static String power(Subject subject, Subject reference) {
        Bill mine = Bill.of(subject.pod(), subject.chip(), 1, 0);
        Bill theirs = Bill.of(reference.pod(), reference.chip(), 1, 0);
        if (mine.watts().isEmpty() || theirs.watts().isEmpty()) {
            return " Per watt: unknown, a power figure is not published.";
        }
        String basis = mine.chipsOnly() == theirs.chipsOnly() ? "" : " (one counts hosts and network, the other does not)";
        return " Power of a card %s W against %s W%s.".formatted(Show.number(mine.watts().getAsDouble()), Show.number(theirs.watts().getAsDouble()), basis);
    }

    private static Table workload(List<WorkloadRow> rows) {
        Table table = new Table("system", "cards", "precision", "deployment", "TPOT ms", "out tok/s/card", "out tok/s all", "tok/J");
        for (WorkloadRow row : rows) {
            if (row.best().isEmpty()) {
                table.row(row.subject().id(), "-", row.precision(), row.note(), "-", "-", "-", "-");
                continue;
            }
            table.row(row.subject().id(), row.cards(), row.precision(), row.best().get().deployment().label(),
                    Show.interval(row.best().get().performance().tpot().times(1e3)), row.perChip().map(Show::interval).orElse("-"),
                    row.perPod().map(Show::interval).orElse("-"), row.perWatt().map(Show::interval).orElse("unknown"));
        }
        return table;
    }
}
