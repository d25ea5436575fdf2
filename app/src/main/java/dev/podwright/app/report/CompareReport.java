package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.plan.Comparison;
import dev.podwright.plan.Comparison.Row;
import dev.podwright.plan.Comparison.Verdict;
import dev.podwright.plan.Subject;
import dev.podwright.units.Interval;
import dev.podwright.workload.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Chips or pods side by side as a page.
public final class CompareReport {
    private final Comparison comparison;
    private final List<Served> served;
    private final int reference;

    /// What a subject serves of the workload.
    ///
    /// @param cards used, of how many
    /// @param perCard output tokens per second and card that is there
    /// @param all output tokens per second
    /// @param perJoule output tokens per joule
    /// @param note why there is nothing, where there is nothing
    public record Served(String id, String cards, String precision, String deployment, Optional<Interval> tpot, Optional<Interval> perCard, Optional<Interval> all,
                         Optional<Interval> perJoule, String note) {}

    private CompareReport(Comparison comparison, List<Served> served, int reference) {
        this.comparison = comparison;
        this.served = served;
        this.reference = reference;
    }

    /// @param model of the workload
    /// @param demand lengths and limits of the workload
    /// @param reference index of what the others are measured against
    public static Page of(Comparison comparison, List<Served> served, String model, Demand demand, int reference, Origin origin) {
        CompareReport report = new CompareReport(comparison, served, reference);
        List<Subject> subjects = comparison.subjects();
        String title = String.join(", ", subjects.stream().map(Subject::id).toList());
        List<Section> sections = new ArrayList<>(List.of(report.answer(), report.operators(), report.values(), report.workload(model, demand)));
        sections.add(origin.section(List.of(
                "Per card as sold: a package of two dies counts as one card.",
                "Intervals are 90 % intervals. Whiskers of a ratio take the errors of both sides as independent.",
                "Figures that a vendor announced, and operators that no measurement covers, are as good as their sources; the tables name them.")));
        return new Page("compare", "Compared: " + title, "Operator by operator and for a workload, against %s.".formatted(subjects.get(reference).id()), sections);
    }

    private String name(int subject) {
        Subject s = comparison.subjects().get(subject);
        return s.id() + (s.chip().announced() ? " (announced)" : "");
    }

    private Section answer() {
        List<Card> cards = new ArrayList<>();
        for (int i = 0; i < comparison.subjects().size(); i++) {
            Optional<Verdict> verdict = i == reference ? Optional.empty() : comparison.verdict(i, reference);
            if (verdict.isPresent()) {
                Verdict v = verdict.get();
                cards.add(new Card(name(i), Show.number(v.middle()) + "x", "as fast in the middle", "from %sx to %sx over %d operators".formatted(Show.number(v.least()), Show.number(v.most()),
                        v.faster() + v.equal() + v.slower()), "Against %s: faster at %d, equal within the intervals at %d, slower at %d.".formatted(name(reference), v.faster(), v.equal(), v.slower())));
            } else if (i != reference) {
                cards.add(new Card(name(i), "no answer", "", "", "It has no operator in common with %s.".formatted(name(reference))));
            }
        }
        return new Section("answer", "The answer", "How many times as fast, over all operators that both can do.", List.of(new Block.Cards(cards)));
    }

    private Section operators() {
        List<Block> pictures = new ArrayList<>();
        for (int i = 0; i < comparison.subjects().size(); i++) {
            int subject = i;
            List<Row> common = comparison.rows().stream().filter(r -> r.values().get(subject).isPresent() && r.values().get(reference).isPresent()).toList();
            if (i == reference || common.isEmpty()) {
                continue;
            }
            List<Interval> factors = common.stream().map(r -> factor(r, subject)).toList();
            Table numbers = new Table("How many times as fast as " + name(reference), List.of("operator", name(i), "low", "high"), IntStream.range(0, common.size())
                    .mapToObj(k -> List.of(common.get(k).what(), Show.number(factors.get(k).value()), Show.number(factors.get(k).low()), Show.number(factors.get(k).high()))).toList());
            pictures.add(new Block.Picture(new Figure("factors-" + i, "%s against %s".formatted(name(i), name(reference)),
                    "To the right of the dashed line it is faster. Where a whisker crosses the line, the order is not certain.",
                    new Chart.Ranges(common.stream().map(Row::what).toList(), factors, common.stream().map(_ -> Tone.series(subject)).toList(), "times as fast", "", true,
                            OptionalDouble.of(1), "as fast"), numbers)));
        }
        return new Section("operators", "Operator by operator", "Ratios to %s with 90 %% intervals.".formatted(name(reference)), List.of(new Block.Beside(pictures)));
    }

    /// How many times as fast, the errors of both taken as independent.
    private Interval factor(Row row, int subject) {
        Interval mine = row.values().get(subject).orElseThrow();
        Interval theirs = row.values().get(reference).orElseThrow();
        Interval high = row.better() ? mine : theirs;
        Interval low = row.better() ? theirs : mine;
        double ratio = high.value() / low.value();
        double down = Math.hypot(Math.log(high.value() / high.low()), Math.log(low.high() / low.value()));
        double up = Math.hypot(Math.log(high.high() / high.value()), Math.log(low.value() / low.low()));
        return new Interval(ratio * Math.exp(-down), ratio, ratio * Math.exp(up));
    }

    private Section values() {
        List<String> headings = new ArrayList<>(List.of("operator", "unit"));
        IntStream.range(0, comparison.subjects().size()).forEach(i -> headings.add(name(i)));
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> sources = new ArrayList<>();
        for (Row row : comparison.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.what(), row.unit()));
            List<String> notes = new ArrayList<>(List.of(row.what()));
            for (int i = 0; i < row.values().size(); i++) {
                String note = row.notes().get(i);
                cells.add(row.values().get(i).map(Show::interval).orElse(note));
                notes.add(note);
            }
            rows.add(cells);
            sources.add(notes);
        }
        List<String> whence = new ArrayList<>(headings);
        whence.remove(1);
        return new Section("values", "The values", "What each reaches, with 90 % intervals.", List.of(
                new Block.Rows(new Table("Values per card as sold", headings, rows)),
                new Block.Folded("Where each number comes from", List.of(new Block.Rows(new Table("Sources of the values", whence, sources))))));
    }

    private Section workload(String model, Demand demand) {
        List<Block> pictures = new ArrayList<>();
        picture("served-card", "Throughput of a card", "Longer is better; all cards that are there are counted.", "output of a card", "tokens/s", Served::perCard).ifPresent(pictures::add);
        picture("served-joule", "Tokens of a joule", "Longer is better; published power of the cards used, of pods with hosts and network.", "output tokens per joule", "tokens/J", Served::perJoule)
                .ifPresent(pictures::add);
        List<List<String>> rows = served.stream().map(s -> List.of(s.id, s.cards, s.precision, s.deployment.isEmpty() ? s.note : s.deployment, text(s.tpot), text(s.perCard), text(s.all), text(s.perJoule))).toList();
        List<Block> blocks = new ArrayList<>();
        if (!pictures.isEmpty()) {
            blocks.add(new Block.Beside(pictures));
        }
        blocks.add(new Block.Rows(new Table("Each system at its fullest", List.of("system", "cards", "precision", "deployment", "TPOT ms", "output tokens/s/card", "output tokens/s", "tokens/J"), rows)));
        return new Section("workload", "Serving " + model, "%s tokens in and %s out, mean TTFT at most %s, mean TPOT at most %s, each system at its fullest.".formatted(Data.counted(demand.lengths().input()),
                Data.counted(demand.lengths().output()), Show.seconds(demand.limits().ttft()), Show.seconds(demand.limits().tpot())), blocks);
    }

    private static String text(Optional<Interval> value) {
        return value.map(Show::interval).orElse("-");
    }

    private Optional<Block> picture(String id, String title, String caption, String axis, String unit, Function<Served, Optional<Interval>> value) {
        List<Integer> there = IntStream.range(0, served.size()).filter(i -> value.apply(served.get(i)).isPresent()).boxed().toList();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        List<Interval> values = there.stream().map(i -> value.apply(served.get(i)).orElseThrow()).toList();
        Table numbers = new Table(title, List.of("system", unit, "low", "high"), IntStream.range(0, there.size()).mapToObj(k -> List.of(served.get(there.get(k)).id,
                Show.number(values.get(k).value()), Show.number(values.get(k).low()), Show.number(values.get(k).high()))).toList());
        return Optional.of(new Block.Picture(new Figure(id, title, caption, new Chart.Ranges(there.stream().map(i -> served.get(i).id).toList(), values,
                there.stream().map(Tone::series).toList(), axis, unit, false, OptionalDouble.empty(), ""), numbers)));
    }
}
