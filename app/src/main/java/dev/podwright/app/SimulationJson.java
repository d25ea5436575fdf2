package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.simulation.ClassStatistics;
import dev.podwright.simulation.Quantiles;
import dev.podwright.workload.RequestClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A simulated run as JSON, see `docs/schema/simulation.schema.json`.
final class SimulationJson {
    private static final String SCHEMA = "podwright-simulation/1";
    private static final double MILLI = 1e3;

    private SimulationJson() {}

    static Map<String, Object> of(SimulationResult r, Catalog catalog, Calibration calibration) {
        ClassStatistics all = r.statistics().all();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("made_with", Provenance.json(catalog, calibration));
        fields.put("model", r.scenario().model().id());
        fields.put("pod", r.system().site().pod().id());
        fields.put("layout", r.system().layout().label());
        fields.put("replicas", r.system().replicas());
        fields.put("cards", r.system().chips());
        fields.put("engine", r.system().rules().name());
        fields.put("engine_version", r.system().rules().version());
        fields.put("router", r.setup().router().label());
        fields.put("seed", r.setup().seed());
        fields.put("trace", r.traffic().recorded().orElse(null));
        fields.put("complete", r.end().whole());
        fields.put("seconds", r.end().seconds());
        fields.put("arrived", r.end().arrived());
        fields.put("all", statistics(all, r));
        fields.put("itl_ms", quantiles(r.statistics().gaps()));
        fields.put("utilisation", r.utilisation());
        fields.put("mean_decoding", r.statistics().meanDecoding());
        fields.put("steps", r.statistics().steps());
        List<Object> classes = new ArrayList<>();
        List<RequestClass> names = r.scenario().demand().requests().classes();
        for (int i = 0; i < r.statistics().classes().size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", names.get(i).name());
            one.putAll(statistics(r.statistics().classes().get(i), r));
            classes.add(one);
        }
        fields.put("classes", classes);
        return fields;
    }

    private static Map<String, Object> statistics(ClassStatistics c, SimulationResult r) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("finished", c.finished());
        fields.put("rejected", c.rejected());
        fields.put("preemptions", c.preemptions());
        fields.put("requests_per_s", r.perSecond(c.finished()));
        fields.put("output_tokens_per_s", r.perSecond(c.outputTokens()));
        fields.put("input_tokens_per_s", r.perSecond(c.inputTokens()));
        fields.put("cached_share", c.inputTokens() == 0 ? 0 : c.cachedTokens() / c.inputTokens());
        fields.put("goodput_requests_per_s", r.perSecond(c.good()));
        fields.put("within_limits", c.finished() == 0 ? 0 : (double) c.good() / c.finished());
        fields.put("ttft_ms", quantiles(c.ttft()));
        fields.put("tpot_ms", quantiles(c.tpot()));
        fields.put("end_to_end_ms", quantiles(c.endToEnd()));
        fields.put("queueing_ms", quantiles(c.queueing()));
        return fields;
    }

    private static Map<String, Object> quantiles(Quantiles q) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("mean", MILLI * q.mean());
        fields.put("p50", MILLI * q.at(0.5));
        fields.put("p90", MILLI * q.at(0.9));
        fields.put("p95", MILLI * q.at(0.95));
        fields.put("p99", MILLI * q.at(0.99));
        fields.put("p99.9", MILLI * q.at(0.999));
        fields.put("max", MILLI * q.max());
        return fields;
    }
}
