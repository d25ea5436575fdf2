package dev.podwright.app;

import dev.podwright.catalog.Figure;
import dev.podwright.plan.Comparison;
import dev.podwright.plan.Subject;
import dev.podwright.units.Interval;
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
        out.append("%nServing %s, 2,000 + 500 tokens, TTFT <= 2 s, TPOT <= 50 ms, each system at its fullest:%n%n".formatted(model));
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
        double ratio = value.get().value() / base.get().value();
        String factor = " %sx".formatted(Show.number(row.better() ? ratio : 1 / ratio));
        return Show.interval(value.get()) + factor;
    }

    /// One sentence per subject: over which range of factors it stands to the reference.
    private static void verdicts(StringBuilder out, Comparison comparison, int reference) {
        List<Subject> subjects = comparison.subjects();
        for (int i = 0; i < subjects.size(); i++) {
            List<Double> factors = comparison.factors(i, reference);
            if (i == reference || factors.isEmpty()) {
                continue;
            }
            double low = factors.getFirst();
            double high = factors.getLast();
            double middle = factors.get(factors.size() / 2);
            String word = low >= 1 ? "faster throughout" : high <= 1 ? "slower throughout" : "faster at some, slower at others";
            out.append("%s against %s: %s to %s times as fast, %s in the middle: %s.%s%n".formatted(subjects.get(i).id(), subjects.get(reference).id(),
                    Show.number(low), Show.number(high), Show.number(middle), word, power(subjects.get(i), subjects.get(reference))));
        }
    }

    private static String power(Subject subject, Subject reference) {
        boolean known = subject.chip().find(Figure.POWER).isPresent() && reference.chip().find(Figure.POWER).isPresent();
        return known ? " Power %s W against %s W.".formatted(Show.number(subject.chip().need(Figure.POWER)), Show.number(reference.chip().need(Figure.POWER)))
                : " Per watt: unknown, a power figure is not published.";
    }

    private static Table workload(List<WorkloadRow> rows) {
        Table table = new Table("system", "cards", "precision", "deployment", "TPOT ms", "out tok/s/card", "out tok/s all", "tok/J of chips");
        for (WorkloadRow row : rows) {
            if (row.best().isEmpty()) {
                table.row(row.subject().id(), "-", row.precision(), row.note(), "-", "-", "-", "-");
                continue;
            }
            table.row(row.subject().id(), Show.count(row.best().get().chips()), row.precision(), row.best().get().deployment().label(),
                    Show.interval(row.best().get().performance().tpot().times(1e3)), row.perChip().map(Show::interval).orElse("-"),
                    row.perPod().map(Show::interval).orElse("-"), row.perWatt().map(Show::interval).orElse("unknown"));
        }
        return table;
    }
}
