package dev.podwright.app;

import dev.podwright.app.report.ExplainReport;
import dev.podwright.app.report.Origin;
import dev.podwright.app.report.Page;
import dev.podwright.app.report.StrainSection;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.layout.Seating;
import dev.podwright.model.Batch;
import dev.podwright.plan.Site;
import dev.podwright.plan.StepQuestion;
import dev.podwright.units.Cost;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one step of a serving replica costs, and why.
///
/// @param made what the answer was made with
record StepExplanation(Site site, Batch batch, StepQuestion.Answer answer, Map<String, Object> made) implements Answer {
    private static final String SCHEMA = "podwright-explain/1";

    static StepExplanation of(StepQuestion question, Catalog catalog, Calibration calibration) {
        return new StepExplanation(question.site(), question.batch(), question.answer(), Provenance.json(catalog, calibration));
    }

    @Override
    public boolean found() {
        return true;
    }

    @Override
    public String text() {
        Cost cost = answer.cost();
        StringBuilder out = new StringBuilder();
        line(out, "%s in %s on %s (%s per rank)", site.model().id(), site.quantization().label(), site.pod().name(), site.rankChip().name());
        line(out, "  precision: %s", site.precision().reason());
        line(out, "  layout: %s%s", answer.layout(), answer.chosen() ? ", the one with most tokens per second and chip that fits" : ", as asked");
        line(out, "  placement: %s", Seating.of(answer.layout(), site.fabric()).words());
        line(out, "  one %s step: %s ms, %s tokens/s per chip; %s", phase(), Show.interval(cost.interval().times(1e3)),
                Show.number(answer.tokensPerSecondPerChip()), Breakdown.inWords(cost));
        line(out, "  memory per rank: %s", Breakdown.memory(answer.memory(), sequences()));
        answer.strain().ifPresent(strain -> StrainText.lines(strain).forEach(text -> line(out, "  %s", text)));
        line(out, "");
        out.append(CostText.of(cost));
        site.assumptions(site.pod()).forEach(assumption -> line(out, "  assumed: %s", assumption));
        site.model().remarks().forEach(remark -> line(out, "  note: %s", remark));
        return out.toString();
    }

    @Override
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("made_with", made);
        fields.put("model", site.model().id());
        fields.put("pod", site.pod().id());
        fields.put("rank_chip", site.rankChip().id());
        fields.put("precision", site.quantization().label());
        fields.put("precision_reason", site.precision().reason());
        fields.put("assumptions", site.assumptions(site.pod()));
        fields.put("layout", CostJson.layout(answer.layout()));
        fields.put("placement", SeatingJson.of(Seating.of(answer.layout(), site.fabric())));
        fields.put("phase", phase());
        fields.put("sequences_per_attention_group", Math.round(sequences()));
        fields.put("context_tokens", Math.round(decodes() ? batch.decodeContext() : batch.prefillContext()));
        fields.put("tokens_per_s_per_chip", answer.tokensPerSecondPerChip());
        answer.strain().ifPresent(strain -> fields.put("condition", StrainJson.of(strain)));
        fields.put("step", CostJson.of(answer.cost()));
        return Json.text(fields);
    }

    @Override
    public Page page(Origin origin) {
        return StrainSection.on(ExplainReport.of(site, batch, answer, origin), answer.strain().map(s -> Map.of(site.pod().name(), s)).orElse(Map.of()));
    }

    private boolean decodes() {
        return batch.decodeSequences() > 0;
    }

    private String phase() {
        return decodes() ? "decode" : "prefill";
    }

    private double sequences() {
        return decodes() ? batch.decodeSequences() : batch.prefillSequences();
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(format.formatted(values)).append(System.lineSeparator());
    }
}
