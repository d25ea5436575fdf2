package dev.podwright.app;

import static dev.podwright.app.MarkdownTable.escaped;

import dev.podwright.app.report.MigrationWords;
import dev.podwright.app.report.Standings;
import dev.podwright.app.report.TimeOfKind;
import dev.podwright.migration.Report;
import dev.podwright.migration.Report.OnTarget;
import dev.podwright.migration.Report.Shift;
import dev.podwright.migration.Report.Time;
import dev.podwright.repricing.Repricing;
import java.util.List;

/// A migration report as Markdown, whole and with sources, to paste into a ticket.
final class MigrationMarkdown {
    private final Report report;
    private final StringBuilder out = new StringBuilder();

    private MigrationMarkdown(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        MigrationMarkdown page = new MigrationMarkdown(report);
        page.paragraph("# " + MigrationWords.title(report));
        page.paragraph(escaped(MigrationWords.question(report)));
        page.list(MigrationWords.notes(report));
        report.targets().forEach(page::target);
        return page.out.toString();
    }

    private void target(OnTarget target) {
        paragraph("## " + escaped(MigrationWords.name(target)));
        paragraph("**" + escaped(target.headline()) + "**");
        target.versions().ifPresent(v -> paragraph("Releases that belong together: %s (%s).".formatted(escaped(MigrationWords.versions(v)), escaped(v.source()))));
        changes(target);
        operators(target);
        kernels(target);
        target.time().ifPresent(time -> time(target, time));
        target.layout().ifPresent(layouts -> layouts(target, layouts));
        steps(target);
        effort(target);
        risks(target);
        if (!target.unread().isEmpty()) {
            paragraph("### Not established");
            paragraph("Nothing is claimed about these.");
            list(target.unread());
        }
    }

    private void changes(OnTarget target) {
        MarkdownTable table = new MarkdownTable("topic", report.question().from().id(), target.target().id(), "weight", "consequence", "source");
        target.changes().forEach(c -> table.row(c.topic().label(), c.here(), c.there(), MigrationWords.weight(c.weight()), c.consequence(), c.source()));
        table("### What changes", table);
    }

    private void operators(OnTarget target) {
        MarkdownTable table = new MarkdownTable("operator", "calls", "device ms", "on the target", "interface", "instead", "source");
        Standings standings = Standings.of(report, target);
        standings.all().forEach(o -> table.row(o.support().name(), Show.count(o.calls()), milliseconds(o.deviceSeconds()), standings.verdict(o),
                o.support().api().isEmpty() ? "-" : o.support().api(), MigrationWords.replacement(o.support().replacement()), o.support().source()));
        table("### Operators of the profile: " + standings.counts(), table);
        if (target.rest().tasks() > 0) {
            paragraph(escaped(MigrationWords.rest(target.rest())));
        }
    }

    private void kernels(OnTarget target) {
        MarkdownTable table = new MarkdownTable("kernel", "library", "tasks", "ms", "instead", "source");
        target.kernels().forEach(k -> table.row(k.name(), k.library(), Show.count(k.count()), milliseconds(k.seconds()), MigrationWords.replacement(k.replacement()),
                k.replacement().map(r -> r.source()).orElse("-")));
        table("### Custom kernels to port or replace", table);
    }

    private void time(OnTarget target, Time time) {
        Repricing repricing = time.repricing();
        MarkdownTable table = new MarkdownTable(MigrationWords.timeHeadings(report, target).toArray(String[]::new));
        TimeOfKind.of(repricing).forEach(kind -> table.row(MigrationWords.time(kind).toArray()));
        paragraph("### Time of the profile's step");
        paragraph(escaped(MigrationWords.step(repricing) + "."));
        out.append(table).append('\n');
        paragraph(escaped(time.check()));
        shifts("Loses at", time.losses());
        shifts("Gains at", time.gains());
        if (!repricing.notes().isEmpty()) {
            paragraph("Of these times:");
            list(repricing.notes());
        }
    }

    private void shifts(String heading, List<Shift> shifts) {
        if (!shifts.isEmpty()) {
            paragraph(heading + ":");
            list(shifts.stream().map(s -> "%s (%s tasks): %s".formatted(s.name(), Show.count(s.count()), MigrationWords.shift(s))).toList());
        }
    }

    private void layouts(OnTarget target, Report.Layouts layouts) {
        MarkdownTable table = new MarkdownTable(MigrationWords.LAYOUT.toArray(String[]::new));
        table.row(MigrationWords.layout(report.question().from().id(), layouts.source()).toArray());
        table.row(MigrationWords.layout(target.target().id(), layouts.target()).toArray());
        table("### Best layout", table);
        list(layouts.notes());
    }

    private void steps(OnTarget target) {
        if (target.steps().isEmpty()) {
            return;
        }
        paragraph("### Steps");
        int number = 1;
        for (Report.Step step : target.steps()) {
            String mark = number++ + ". ";
            String indent = " ".repeat(mark.length());
            out.append(mark).append("**").append(escaped(step.title())).append("** ").append(escaped(step.detail())).append(source(step.source())).append('\n');
            if (!step.command().isBlank()) {
                out.append('\n');
                out.append(indent).append("```\n");
                step.command().lines().forEach(l -> out.append(indent).append(l).append('\n'));
                out.append(indent).append("```\n");
            }
        }
        out.append('\n');
    }

    private void effort(OnTarget target) {
        if (!target.effort().isEmpty()) {
            paragraph("### What drives the effort");
            list(target.effort().stream().map(MigrationWords::effort).toList());
        }
    }

    private void risks(OnTarget target) {
        MarkdownTable table = new MarkdownTable("risk", "sign", "what to do", "source");
        target.risks().forEach(r -> table.row(r.what(), r.sign(), r.mitigation(), r.source()));
        table("### Risks", table);
    }

    private static String source(String source) {
        return source.isBlank() ? "" : " (" + escaped(source) + ")";
    }

    private void table(String heading, MarkdownTable table) {
        if (!table.isEmpty()) {
            paragraph(heading);
            out.append(table).append('\n');
        }
    }

    private void list(List<String> sentences) {
        sentences.forEach(s -> out.append("- ").append(escaped(s)).append('\n'));
        if (!sentences.isEmpty()) {
            out.append('\n');
        }
    }

    private static String milliseconds(double seconds) {
        return Show.number(seconds * 1e3);
    }

    private void paragraph(String text) {
        out.append(text).append("\n\n");
    }
}
