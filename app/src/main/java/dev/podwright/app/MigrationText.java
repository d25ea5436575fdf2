package dev.podwright.app;

import dev.podwright.app.report.MigrationWords;
import dev.podwright.app.report.Standings;
import dev.podwright.app.report.TimeOfKind;
import dev.podwright.migration.Report;
import dev.podwright.migration.Report.Change;
import dev.podwright.migration.Report.CustomKernel;
import dev.podwright.migration.Report.MovedOperator;
import dev.podwright.migration.Report.OnTarget;
import dev.podwright.migration.Report.Shift;
import dev.podwright.migration.Report.Time;
import dev.podwright.migration.Report.Weight;
import dev.podwright.repricing.Repricing;
import java.util.List;

/// A migration report for a terminal: what weighs; the rest stands in Markdown, on the page and in JSON.
final class MigrationText {
    /// More rows of one table than a screen has lines tell less than fewer.
    private static final int MOST_OPERATORS = 12;
    private static final int MOST_KERNELS = 8;
    private static final int MOST_SHIFTS = 4;
    private static final int MOST_UNREAD = 4;
    /// Characters of a cell of sentences: two beside names and numbers fit a usual terminal.
    private static final int WIDTH = 56;

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    private MigrationText(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        MigrationText text = new MigrationText(report);
        text.line(MigrationWords.question(report));
        MigrationWords.notes(report).forEach(note -> text.line("note: " + note));
        report.targets().forEach(text::target);
        text.line("");
        text.line("Sources, consequences and whole tables: --markdown FILE, --html FILE, --json.");
        return text.out.toString();
    }

    private void target(OnTarget target) {
        line("");
        line(MigrationWords.name(target));
        line(target.headline());
        target.versions().ifPresent(v -> line("releases: " + MigrationWords.versions(v)));
        changes(target);
        operators(target);
        kernels(target);
        target.time().ifPresent(time -> time(target, time));
        target.layout().ifPresent(layouts -> layouts(target, layouts));
        steps(target);
        effort(target);
        risks(target);
        unread(target);
    }

    private void changes(OnTarget target) {
        if (target.changes().isEmpty()) {
            return;
        }
        heading("What changes");
        Table table = new Table("topic", report.question().from().id(), target.target().id(), "weight");
        target.changes().forEach(c -> Wrapped.row(table, WIDTH, c.topic().label(), c.here(), c.there(), MigrationWords.weight(c.weight())));
        table(table);
        for (Change change : target.changes()) {
            if (change.weight() == Weight.BLOCKS || change.weight() == Weight.COSTS) {
                line("  %s, %s: %s".formatted(change.topic().label(), MigrationWords.weight(change.weight()), change.consequence()));
            }
        }
    }

    private void operators(OnTarget target) {
        if (target.operators().isEmpty()) {
            return;
        }
        Standings standings = Standings.of(report, target);
        heading("Operators of the profile: " + standings.counts());
        List<MovedOperator> weighty = standings.weighty();
        Table table = new Table("operator", "calls", "device ms", "on the target", "instead");
        weighty.stream().limit(MOST_OPERATORS).forEach(o -> Wrapped.row(table, WIDTH, o.support().name(), Show.count(o.calls()), milliseconds(o.deviceSeconds()), standings.verdict(o),
                MigrationWords.replacement(o.support().replacement())));
        table(table);
        more(weighty.size(), MOST_OPERATORS, "to look at");
        if (target.rest().tasks() > 0) {
            line("  %s".formatted(MigrationWords.rest(target.rest())));
        }
    }

    private void kernels(OnTarget target) {
        if (target.kernels().isEmpty()) {
            return;
        }
        heading("Custom kernels: %d, %s on the device".formatted(target.kernels().size(), Show.seconds(MigrationWords.seconds(target.kernels()))));
        Table table = new Table("kernel", "library", "tasks", "ms", "instead");
        target.kernels().stream().limit(MOST_KERNELS).forEach((CustomKernel k) -> Wrapped.row(table, WIDTH, MigrationWords.brief(k.name()), k.library(), Show.count(k.count()), milliseconds(k.seconds()),
                MigrationWords.replacement(k.replacement())));
        table(table);
        more(target.kernels().size(), MOST_KERNELS, "kernels");
    }

    private void time(OnTarget target, Time time) {
        Repricing repricing = time.repricing();
        heading("Time of the profile's step: " + MigrationWords.step(repricing));
        Table table = new Table(MigrationWords.timeHeadings(report, target).toArray(String[]::new));
        TimeOfKind.of(repricing).forEach(kind -> table.row(MigrationWords.time(kind).toArray()));
        table(table);
        line("  " + time.check());
        shifts("loses", time.losses());
        shifts("gains", time.gains());
        repricing.notes().forEach(note -> line("  note: " + note));
    }

    private void shifts(String verb, List<Shift> shifts) {
        shifts.stream().limit(MOST_SHIFTS).forEach(s -> line("  %s %s at %s: %s".formatted(verb, Show.seconds(Math.abs(s.loss())), MigrationWords.brief(s.name()), MigrationWords.shift(s))));
        more(shifts.size(), MOST_SHIFTS, "that it " + verb + " at");
    }

    private void layouts(OnTarget target, Report.Layouts layouts) {
        heading("Best layout");
        Table table = new Table(MigrationWords.LAYOUT.toArray(String[]::new));
        table.row(MigrationWords.layout(report.question().from().id(), layouts.source()).toArray());
        table.row(MigrationWords.layout(target.target().id(), layouts.target()).toArray());
        table(table);
        layouts.notes().forEach(note -> line("  " + note));
    }

    private void steps(OnTarget target) {
        if (target.steps().isEmpty()) {
            return;
        }
        heading("Steps");
        for (int i = 0; i < target.steps().size(); i++) {
            Report.Step step = target.steps().get(i);
            line("  %d. %s".formatted(i + 1, step.title()));
            line("     " + step.detail());
            step.command().lines().filter(l -> !l.isBlank()).forEach(l -> line("       " + l));
        }
    }

    private void effort(OnTarget target) {
        if (target.effort().isEmpty()) {
            return;
        }
        heading("Effort");
        target.effort().forEach(d -> line("  " + MigrationWords.effort(d)));
    }

    private void risks(OnTarget target) {
        if (target.risks().isEmpty()) {
            return;
        }
        heading("Risks");
        target.risks().forEach(r -> line("  %s. Sign: %s Then: %s".formatted(r.what().replaceFirst("\\.$", ""), r.sign(), r.mitigation())));
    }

    private void unread(OnTarget target) {
        if (target.unread().isEmpty()) {
            return;
        }
        heading("Not established: nothing is claimed about");
        target.unread().stream().limit(MOST_UNREAD).forEach(u -> line("  " + u));
        more(target.unread().size(), MOST_UNREAD, "such");
    }

    private void more(int all, int shown, String what) {
        if (all > shown) {
            line("  and %d more %s (--markdown, --html and --json have all)".formatted(all - shown, what));
        }
    }

    private void heading(String text) {
        line("");
        line(text);
    }

    private void table(Table table) {
        if (!table.isEmpty()) {
            table.toString().lines().forEach(l -> line("  " + l));
        }
    }

    private static String milliseconds(double seconds) {
        return Show.number(seconds * 1e3);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append(System.lineSeparator());
    }
}
