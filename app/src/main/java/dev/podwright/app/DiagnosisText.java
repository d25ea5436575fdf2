package dev.podwright.app;

import dev.podwright.diagnosis.Diagnosis;
import dev.podwright.diagnosis.Finding;
import dev.podwright.diagnosis.Part;
import dev.podwright.diagnosis.RankTime;
import dev.podwright.profile.Profile;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;

/// A diagnosis as text for people.
final class DiagnosisText {
    private static final double MILLI = 1e3;
    /// Smaller shares are what doubles leave.
    private static final double ROUNDING = 1e-6;
    private static final int NAME = 76;
    private static final int WIDTH = 110;

    private final DiagnoseCommand.Shown shown;
    private final Diagnosis diagnosis;
    private final StringBuilder out = new StringBuilder();

    private DiagnosisText(DiagnoseCommand.Shown shown) {
        this.shown = shown;
        this.diagnosis = shown.diagnosis();
    }

    static String of(DiagnoseCommand.Shown shown) {
        return new DiagnosisText(shown).text();
    }

    private String text() {
        head();
        line("");
        out.append(parts());
        findings();
        if (diagnosis.ranks().size() > 1) {
            line("");
            out.append(ranks());
        }
        if (!diagnosis.operators().isEmpty()) {
            line("");
            out.append(operators());
        }
        if (!shown.allNotes().isEmpty()) {
            line("");
            shown.allNotes().forEach(note -> wrapped("note: ", note, "  "));
        }
        return out.toString();
    }

    private void head() {
        Profile first = diagnosis.profiles().getFirst();
        RankTime time = diagnosis.ranks().getFirst();
        line("%s: %s, %s, %s; held against %s (%s)".formatted(shown.file(), format(first.format()), plural(diagnosis.profiles().size(), "rank"), plural(time.steps(), "step"), diagnosis.machine().id(),
                diagnosis.machine().chip().name()));
        line("a step takes %s ms; its operators should take %s ms: %s".formatted(Show.number(diagnosis.step() * MILLI), Show.interval(diagnosis.expected().times(MILLI)), excess()));
        diagnosis.scenario().ifPresent(cost -> line("the scenario's step should take %s ms".formatted(Show.interval(cost.interval().times(MILLI)))));
        if (!shown.verdict().words().isEmpty()) {
            line("limit: " + shown.verdict().words());
        }
    }

    private String excess() {
        if (diagnosis.excess() > ROUNDING) {
            return "%s of the step is beyond the slow end".formatted(Show.percent(diagnosis.excess()));
        }
        return diagnosis.step() < diagnosis.expected().low() * (1 - ROUNDING) ? "faster than the fast end" : "within the interval";
    }

    private static String format(Profile.Format format) {
        return switch (format) {
            case KINETO -> "PyTorch profiler (Kineto)";
            case ASCEND_PYTORCH -> "Ascend PyTorch profiler";
            case MSPROF -> "msprof";
        };
    }

    private Table parts() {
        boolean predicted = diagnosis.scenario().isPresent();
        List<String> headings = new ArrayList<>(List.of("where a step goes", "ms", "share", "expected ms"));
        if (predicted) {
            headings.add("scenario ms");
        }
        Table table = new Table(headings.toArray(String[]::new));
        for (Part part : diagnosis.parts()) {
            List<Object> cells = new ArrayList<>(List.of(part.name(), ms(part.measured()), Show.percent(part.measured() / diagnosis.step()), interval(part.expected())));
            if (predicted) {
                cells.add(part.predicted().map(DiagnosisText::interval).orElse("-"));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    private static String interval(Interval seconds) {
        return seconds.low() == seconds.high() ? ms(seconds.value()) : "%s (%s-%s)".formatted(rounded(seconds.value()), rounded(seconds.low()), rounded(seconds.high()));
    }

    private static String rounded(double seconds) {
        return ms(seconds).equals("0") ? "0" : Show.rounded(seconds * MILLI);
    }

    private void findings() {
        line("");
        if (diagnosis.findings().isEmpty()) {
            line("Nothing found: no operator, gap or exchange costs 1 % of a step more than it should.");
            return;
        }
        line("%s, together %s ms (%s of a step) at most; no second counts twice".formatted(plural(diagnosis.findings().size(), "finding"), Show.number(diagnosis.gain() * MILLI), Show.percent(diagnosis.gain() / diagnosis.step())));
        int number = 0;
        for (Finding finding : diagnosis.findings().stream().limit(shown.top()).toList()) {
            number++;
            line("");
            wrapped("%2d. ".formatted(number), finding.what(), "    ");
            line("    %s, gain %s ms (%s of the step)".formatted(finding.kind().label(), gain(finding.gain()), Show.percent(finding.gain().value() / diagnosis.step())));
            finding.evidence().forEach(e -> wrapped("    - ", e, "      "));
            wrapped("    likely: ", finding.cause(), "      ");
            wrapped("    remedy: ", finding.remedy(), "      ");
            if (!finding.source().isEmpty()) {
                wrapped("    source: ", finding.source(), "      ");
            }
        }
        if (diagnosis.findings().size() > shown.top()) {
            line("");
            line("%s more with --top %d.".formatted(Show.count(diagnosis.findings().size() - shown.top()), diagnosis.findings().size()));
        }
    }

    private static String gain(Interval seconds) {
        return "%s (%s-%s)".formatted(ms(seconds.value()), ms(seconds.low()), ms(seconds.high()));
    }

    private Table ranks() {
        Table table = new Table("rank", "step ms", "computing", "exposed", "of that waiting", "copying", "idle", "steps ms from", "to");
        diagnosis.ranks().forEach(r -> table.row(r.name(), ms(r.step()), ms(r.computing()), ms(r.exposed()), ms(r.waiting()), ms(r.copying()), ms(r.idle()), ms(r.shortest()), ms(r.longest())));
        return table;
    }

    private static String ms(double seconds) {
        return Show.milliseconds(seconds);
    }

    private Table operators() {
        Table table = new Table("operators with a price, longest first", "times", "ms", "expected ms", "as long");
        diagnosis.operators().stream().limit(shown.top()).forEach(o -> table.row(cut(o.name()), Show.number(o.count()), ms(o.measured()), interval(o.expected()),
                o.expected().value() > 0 ? Show.number(o.measured() / o.expected().value()) + "x" : "-"));
        return table;
    }

    private static String cut(String name) {
        return name.length() <= NAME ? name : name.substring(0, NAME - 3) + "...";
    }

    private static String plural(int count, String one) {
        return Show.count(count) + " " + one + (count == 1 ? "" : "s");
    }

    private void line(String text) {
        out.append(text).append(System.lineSeparator());
    }

    /// A sentence on as many lines as it needs.
    private void wrapped(String start, String text, String indent) {
        Wrapped.lines(start, indent, text, WIDTH).forEach(this::line);
    }
}
