package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.migration.Report;
import dev.podwright.migration.Report.OnTarget;
import dev.podwright.migration.Report.Shift;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The step of a profile on source and targets, in pictures.
final class MigrationTime {
    private static final double MILLI = 1e3;
    /// Bars of one picture of gains and losses.
    private static final int MOST_SHIFTS = 8;
    /// Share of the longest bar below which one sees none.
    private static final double SEEN = 0.004;

    private final Report report;
    private final List<OnTarget> timed;

    private MigrationTime(Report report) {
        this.report = report;
        this.timed = report.targets().stream().filter(t -> t.time().isPresent()).toList();
    }

    static Optional<Section> section(Report report) {
        MigrationTime time = new MigrationTime(report);
        return time.timed.isEmpty() ? Optional.empty() : Optional.of(time.section());
    }

    private Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(kinds());
        List<Block> shifts = new ArrayList<>();
        for (OnTarget target : timed) {
            shifts(target).ifPresent(shifts::add);
        }
        if (!shifts.isEmpty()) {
            blocks.add(new Block.Beside(shifts));
        }
        for (OnTarget target : timed) {
            Repricing repricing = repricing(target);
            List<String> sentences = new ArrayList<>(List.of(MigrationWords.step(repricing) + ".", target.time().orElseThrow().check()));
            sentences.addAll(repricing.notes());
            blocks.add(new Block.Part("How far to trust the figures of " + target.target().id(), List.of(new Block.Points(sentences))));
        }
        return new Section("time", "The profile's time on the target", "Every device task of the profile priced on the target, added up as if none ran beside another; the step itself overlaps them.", blocks);
    }

    /// One bar for the source and one for each target, kind by kind.
    private Block kinds() {
        List<String> names = new ArrayList<>();
        List<Interval> values = new ArrayList<>();
        List<Tone> tones = new ArrayList<>();
        List<List<String>> numbers = new ArrayList<>();
        for (TimeOfKind kind : TimeOfKind.of(repricing(timed.getFirst()))) {
            add(kind.kind().label() + ", " + report.question().from().id(), Interval.exact(kind.measured()), Tone.FREE, names, values, tones);
            numbers.add(List.of(kind.kind().label(), report.question().from().id() + ", measured", Show.number(kind.measured() * MILLI), "-", "-", "1"));
            kind.onSource().ifPresent(i -> numbers.add(List.of(kind.kind().label(), "%s, predicted for %s ms of it".formatted(report.question().from().id(), Show.number(kind.shaped() * MILLI)),
                    Show.number(i.value() * MILLI), Show.number(i.low() * MILLI), Show.number(i.high() * MILLI), "-")));
            for (int i = 0; i < timed.size(); i++) {
                OnTarget target = timed.get(i);
                // What a task is told from profile and source, so that all targets have the same kinds.
                TimeOfKind there = TimeOfKind.of(repricing(target)).stream().filter(k -> k.kind() == kind.kind()).findFirst().orElseThrow();
                add(kind.kind().label() + ", " + target.target().id(), there.onTarget(), Tone.series(i), names, values, tones);
                numbers.add(List.of(kind.kind().label(), target.target().id(), Show.number(there.onTarget().value() * MILLI), Show.number(there.onTarget().low() * MILLI),
                        Show.number(there.onTarget().high() * MILLI), Show.number(there.factor())));
            }
        }
        Table table = new Table("Device time by kind of task", List.of("kind", "where", "ms", "low", "high", "times as long"), numbers);
        return new Block.Picture(new Figure("kinds", "Device time by kind of task", "Grey is measured on %s; whiskers are 90 %% intervals. Shorter is better.".formatted(report.question().from().id()),
                new Chart.Ranges(names, values, tones, "device time of the profile", "ms", false, OptionalDouble.empty(), ""), table));
    }

    private static void add(String name, Interval seconds, Tone tone, List<String> names, List<Interval> values, List<Tone> tones) {
        names.add(name);
        values.add(seconds.times(MILLI));
        tones.add(tone);
    }

    private Optional<Block> shifts(OnTarget target) {
        List<Shift> losses = target.time().orElseThrow().losses();
        List<Shift> gains = target.time().orElseThrow().gains();
        double seen = SEEN * Stream.concat(losses.stream(), gains.stream()).mapToDouble(s -> Math.abs(s.loss())).max().orElse(0);
        List<Shift> most = Stream.concat(losses.stream().limit(MOST_SHIFTS), gains.stream().limit(MOST_SHIFTS).toList().reversed().stream()).filter(s -> Math.abs(s.loss()) >= seen).toList();
        if (most.isEmpty()) {
            return Optional.empty();
        }
        Table table = new Table("Where it gains and loses", List.of("what", "tasks", "here ms", "there ms"), most.stream().map(s -> List.of(MigrationWords.brief(s.name()), Show.count(s.count()),
                Show.number(s.here() * MILLI), Show.interval(s.there().times(MILLI)))).toList());
        return Optional.of(new Block.Picture(new Figure("shifts-" + timed.indexOf(target), "Where %s gains and loses".formatted(target.target().id()),
                "Bars to the left are time lost against %s, to the right time won; the largest of each.".formatted(report.question().from().id()),
                new Gains(most.stream().map(s -> MigrationWords.brief(s.name())).toList(), most.stream().map(s -> -s.loss() * MILLI).toList(), "time won", "ms"), table)));
    }

    private static Repricing repricing(OnTarget target) {
        return target.time().orElseThrow().repricing();
    }
}
