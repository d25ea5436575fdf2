package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.diagnosis.Diagnosis;
import dev.podwright.diagnosis.Finding;
import dev.podwright.diagnosis.RankTime;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A diagnosis as a page: where the step went, what is wrong, operators beside their prices, ranks beside each other.
public final class DiagnosisReport {
    static final double MILLI = 1e3;

    private final Diagnosis diagnosis;
    private final String file;
    private final List<String> notes;
    private final String verdict;
    private final int top;

    private DiagnosisReport(Diagnosis diagnosis, String file, List<String> notes, String verdict, int top) {
        this.diagnosis = diagnosis;
        this.file = file;
        this.notes = notes;
        this.verdict = verdict;
        this.top = top;
    }

    /// @param file as typed
    /// @param notes full sentences
    /// @param verdict on the limit of the command line; empty without one
    /// @param top operators to draw
    public static Page of(Diagnosis diagnosis, String file, List<String> notes, String verdict, int top, Origin origin) {
        DiagnosisReport report = new DiagnosisReport(diagnosis, file, notes, verdict, top);
        List<Section> sections = new ArrayList<>(List.of(report.answer(), DiagnosisPictures.parts(diagnosis), report.findings()));
        if (!diagnosis.operators().isEmpty()) {
            sections.add(DiagnosisPictures.operators(diagnosis, top));
        }
        if (diagnosis.ranks().size() > 1) {
            sections.add(report.ranks());
        }
        sections.add(origin.section(report.limits()));
        return new Page("diagnosis", "Diagnosis: " + file, report.lead(), sections);
    }

    private String lead() {
        String step = "A step takes %s where its operators should take %s (%s to %s) on %s.".formatted(Show.seconds(diagnosis.step()), Show.seconds(diagnosis.expected().value()),
                Show.seconds(diagnosis.expected().low()), Show.seconds(diagnosis.expected().high()), diagnosis.machine().chip().name());
        return diagnosis.findings().isEmpty() ? step + " Nothing was found that costs 1 % of it." : step + " Most to gain: " + diagnosis.findings().getFirst().what();
    }

    private Section answer() {
        double gain = diagnosis.gain();
        List<Card> cards = new ArrayList<>();
        cards.add(new Card("Step", Show.number(diagnosis.step() * MILLI), "ms", "", "As measured, mean over %s and %s.".formatted(plural(diagnosis.ranks().size(), "rank"), plural(diagnosis.ranks().getFirst().steps(), "step"))));
        cards.add(new Card("Expected", Show.number(diagnosis.expected().value() * MILLI), "ms", span(diagnosis.expected()), "The same operators at their prices, with no gap that the host could close."));
        cards.add(new Card("Excess", Show.number(diagnosis.excess() * 100), "%", "", verdict.isEmpty() ? "Share of the step beyond the slow end of what is expected." : sentence(verdict)));
        cards.add(new Card("To gain", Show.number(gain * MILLI), "ms", "%s of the step".formatted(Show.percent(gain / diagnosis.step())), "All %s together at most; no second counts twice.".formatted(plural(diagnosis.findings().size(), "finding"))));
        return new Section("answer", "The answer", "How far the profile is from what the same operators should take.", List.of(new Block.Cards(cards)));
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String plural(int count, String one) {
        return Show.count(count) + " " + one + (count == 1 ? "" : "s");
    }

    static String span(Interval seconds) {
        return "%s to %s".formatted(ms(seconds.low()), ms(seconds.high()));
    }

    private Section findings() {
        if (diagnosis.findings().isEmpty()) {
            return new Section("findings", "Findings", "What is slow, why, and what to do.", List.of(new Block.Text("Nothing was found that costs 1 % of a step.")));
        }
        List<List<String>> rows = diagnosis.findings().stream().map(f -> List.of(f.what(), f.kind().label(), "%s (%s-%s)".formatted(ms(f.gain().value()), ms(f.gain().low()), ms(f.gain().high())), Show.percent(f.gain().value() / diagnosis.step()))).toList();
        List<Block> blocks = new ArrayList<>(List.of(new Block.Rows(new Table("Findings, most gain first", List.of("finding", "kind", "gain ms", "of the step"), rows))));
        int number = 0;
        for (Finding finding : diagnosis.findings()) {
            number++;
            List<String> said = new ArrayList<>(finding.evidence());
            said.add("Likely cause: " + finding.cause());
            said.add("Remedy: " + finding.remedy());
            if (!finding.source().isEmpty()) {
                said.add("Source: " + finding.source() + ".");
            }
            blocks.add(new Block.Folded("%d. %s".formatted(number, finding.subject()), List.of(new Block.Text(finding.what()), new Block.Points(said))));
        }
        return new Section("findings", "Findings", "What is slow, why, and what to do; gains are seconds of a step, and each second counts once.", blocks);
    }

    private Section ranks() {
        List<List<String>> rows = diagnosis.ranks().stream().map(r -> List.of(r.name(), ms(r.step()), ms(r.computing()), ms(r.exposed()), ms(r.waiting()), ms(r.copying()), ms(r.idle()), ms(r.shortest()), ms(r.longest()))).toList();
        List<String> names = diagnosis.ranks().stream().map(RankTime::name).toList();
        Table table = new Table("Milliseconds of a mean step", List.of("rank", "step", "computing", "exposed", "of that waiting", "copying", "idle", "fastest step", "slowest step"), rows);
        Chart chart = new Chart.Bars(names, DiagnosisPictures.stacks(diagnosis.ranks()), "time of a step", "ms", OptionalDouble.empty(), "");
        return new Section("ranks", "Ranks", "Who computes longest and who waits.", List.of(new Block.Picture(new Figure("rank-times", "A step of each rank",
                "A rank that computes longer than others and waits less is the one that they wait for.", chart, table))));
    }

    private static String ms(double seconds) {
        return Show.milliseconds(seconds);
    }

    private List<String> limits() {
        List<String> limits = new ArrayList<>(List.of("Prices are 90 % intervals: one operator in twenty is slower than its interval by chance.",
                "Causes are what the evidence suggests, not proofs; gains are at most, since mending one thing may uncover another."));
        limits.addAll(notes);
        return limits;
    }
}
