package dev.podwright.app;

import dev.podwright.diagnosis.Diagnosis;
import dev.podwright.diagnosis.Finding;
import dev.podwright.diagnosis.Part;
import dev.podwright.diagnosis.RankTime;
import dev.podwright.units.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A diagnosis for programs: `docs/schema/diagnosis.schema.json`.
final class DiagnosisJson {
    private static final String SCHEMA = "podwright-diagnosis/1";
    private static final double MILLI = 1e3;

    private DiagnosisJson() {}

    static Map<String, Object> of(DiagnoseCommand.Shown shown, Map<String, Object> made) {
        Diagnosis diagnosis = shown.diagnosis();
        Map<String, Object> fields = Fields.ordered("schema", SCHEMA, "made_with", made, "profile", shown.file(), "format", diagnosis.profiles().getFirst().format().name().toLowerCase(Locale.ROOT),
                "device", diagnosis.profiles().getFirst().device(), "held_against", diagnosis.machine().id(), "rank_chip", diagnosis.machine().chip().id(), "step_ms", diagnosis.step() * MILLI,
                "expected_ms", interval(diagnosis.expected()), "excess", diagnosis.excess());
        diagnosis.scenario().ifPresent(cost -> fields.put("scenario_ms", interval(cost.interval())));
        shown.verdict().limit().ifPresent(limit -> fields.put("limit", Fields.ordered("fail_above", limit, "passed", shown.verdict().passed(), "why", shown.verdict().words())));
        fields.put("parts", diagnosis.parts().stream().map(DiagnosisJson::part).toList());
        fields.put("findings", diagnosis.findings().stream().map(f -> finding(diagnosis, f)).toList());
        fields.put("ranks", diagnosis.ranks().stream().map(DiagnosisJson::rank).toList());
        fields.put("operators", diagnosis.operators().stream().limit(shown.top()).map(DiagnosisJson::operator).toList());
        fields.put("notes", shown.allNotes());
        return fields;
    }

    private static Map<String, Object> part(Part part) {
        Map<String, Object> fields = Fields.ordered("name", part.name(), "measured_ms", part.measured() * MILLI, "expected_ms", interval(part.expected()));
        part.predicted().ifPresent(p -> fields.put("scenario_ms", interval(p)));
        return fields;
    }

    private static Map<String, Object> finding(Diagnosis diagnosis, Finding finding) {
        return Fields.ordered("kind", finding.kind().name().toLowerCase(Locale.ROOT), "subject", finding.subject(), "what", finding.what(), "evidence", List.copyOf(finding.evidence()),
                "cause", finding.cause(), "remedy", finding.remedy(), "gain_ms", interval(finding.gain()), "gain_share", diagnosis.step() > 0 ? finding.gain().value() / diagnosis.step() : 0,
                "certain_share", diagnosis.certain(finding), "source", finding.source());
    }

    private static Map<String, Object> rank(RankTime rank) {
        return Fields.ordered("name", rank.name(), "file", rank.file(), "steps", rank.steps(), "step_ms", rank.step() * MILLI, "computing_ms", rank.computing() * MILLI, "exposed_ms", rank.exposed() * MILLI,
                "overlapped_ms", rank.overlapped() * MILLI, "copying_ms", rank.copying() * MILLI, "idle_ms", rank.idle() * MILLI, "waiting_ms", rank.waiting() * MILLI, "shortest_step_ms",
                rank.shortest() * MILLI, "longest_step_ms", rank.longest() * MILLI);
    }

    private static Map<String, Object> operator(Diagnosis.PricedOperator operator) {
        return Fields.ordered("name", operator.name(), "times", operator.count(), "measured_ms", operator.measured() * MILLI, "expected_ms", interval(operator.expected()));
    }

    private static Map<String, Object> interval(Interval seconds) {
        return Fields.ordered("value", seconds.value() * MILLI, "low", seconds.low() * MILLI, "high", seconds.high() * MILLI);
    }
}
