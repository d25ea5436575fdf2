package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.plan.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A comparison as JSON, see `docs/schema/compare.schema.json`.
final class CompareJson {
    private CompareJson() {}

    static Map<String, Object> of(Comparison comparison, List<WorkloadRow> workload, String model, int reference, Catalog catalog,
                                  Calibration calibration) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", "podwright-compare/1");
        fields.put("made_with", Provenance.json(catalog, calibration));
        fields.put("subjects", comparison.subjects().stream().map(s -> Fields.given("id", s.id(), "chip", s.chip().id(), "pod", s.pod().id(),
                "announced", s.chip().announced())).toList());
        fields.put("reference", comparison.subjects().get(reference).id());
        fields.put("operators", comparison.rows().stream().map(CompareJson::row).toList());
        fields.put("workload_model", model);
        fields.put("workload", workload.stream().map(CompareJson::workload).toList());
        return fields;
    }

    private static Map<String, Object> row(Comparison.Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operator", row.what());
        fields.put("unit", row.unit());
        fields.put("more_is_better", row.better());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.values().size(); i++) {
            Map<String, Object> value = new LinkedHashMap<>(row.values().get(i).map(PlanJson::interval).orElse(Map.of()));
            value.put("why", row.notes().get(i));
            values.add(value);
        }
        fields.put("values", values);
        return fields;
    }

    private static Map<String, Object> workload(WorkloadRow row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", row.subject().id());
        fields.put("precision", row.precision());
        fields.put("deployment", row.best().map(o -> o.deployment().label()).orElse(null));
        fields.put("chips", row.best().map(o -> o.chips()).orElse(null));
        fields.put("tpot_ms", row.best().map(o -> PlanJson.interval(o.performance().tpot().times(1e3))).orElse(null));
        fields.put("output_tokens_per_s_per_chip", row.perChip().map(PlanJson::interval).orElse(null));
        fields.put("output_tokens_per_s", row.perPod().map(PlanJson::interval).orElse(null));
        fields.put("output_tokens_per_joule", row.perWatt().map(PlanJson::interval).orElse(null));
        fields.put("note", row.note());
        return fields;
    }
}
