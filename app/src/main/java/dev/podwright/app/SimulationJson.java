package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.cost.Bill;
import dev.podwright.plan.ServingSystem;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.ReplicaStatistics;
import dev.podwright.simulation.Window;
import dev.podwright.workload.Limits;
import dev.podwright.workload.RequestClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// A simulated run as JSON, see `docs/schema/simulation.schema.json`.
final class SimulationJson {
    private static final String SCHEMA = "podwright-simulation/1";
    private static final double MILLI = 1e3;
    private static final double JOULES_PER_WATT_HOUR = 3600;

    private final SimulationResult r;

    private SimulationJson(SimulationResult result) {
        this.r = result;
    }

    static Map<String, Object> of(SimulationResult result, Catalog catalog, Calibration calibration) {
        SimulationJson json = new SimulationJson(result);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("made_with", Provenance.json(catalog, calibration));
        fields.putAll(json.question());
        fields.put("partial", !result.end().whole());
        fields.put("notes", SimulationNotes.of(result));
        result.strain().ifPresent(strain -> fields.put("condition", StrainJson.of(strain)));
        fields.put("seconds", result.end().seconds());
        fields.put("arrived", result.end().arrived());
        fields.put("all", SimulationClassJson.of(result.all(), result));
        fields.put("itl_ms", SimulationClassJson.quantiles(result.statistics().gaps()));
        fields.put("utilisation", result.utilisation());
        fields.put("mean_decoding", result.statistics().meanDecoding());
        fields.put("steps", result.statistics().steps());
        fields.put("prompt_tokens_computed", result.statistics().promptTokensComputed());
        fields.put("prompt_tokens_recomputed", result.end().recomputed());
        fields.put("cache_tiers", result.end().tiers().stream().map(t -> Fields.given("name", t.name(), "hit_tokens", t.hitTokens(), "load_seconds", t.seconds(),
                "segments_written", t.written())).toList());
        fields.put("energy", json.energy());
        fields.put("cost", json.cost());
        fields.put("classes", json.classes());
        fields.put("replicas", json.replicas());
        fields.put("windows", json.windows());
        return fields;
    }

    private Map<String, Object> question() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", r.scenario().model().id());
        fields.put("precision", r.site().quantization().label());
        fields.put("pod", r.site().pod().id());
        fields.put("cards", r.chips());
        fields.put("pools", IntStream.range(0, r.setup().pools().size()).mapToObj(this::pool).toList());
        fields.put("router", r.setup().router().label());
        fields.put("second_router", r.deployment().apart() ? r.setup().second().label() : null);
        fields.put("seed", r.setup().seed());
        fields.put("trace", r.traffic().recorded().orElse(null));
        fields.put("concurrency", r.setup().clients().closed() ? r.setup().clients().concurrency() : null);
        fields.put("limits", r.limits().map(SimulationJson::limits).orElse(null));
        return fields;
    }

    private static Map<String, Object> limits(Limits limits) {
        return Fields.ordered("ttft_ms", finite(MILLI * limits.ttft()), "tpot_ms", finite(MILLI * limits.tpot()));
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private Map<String, Object> pool(int index) {
        Pool pool = r.setup().pools().get(index);
        ServingSystem system = r.system(index);
        EngineRules rules = pool.rules();
        return Fields.ordered("role", pool.role().name().toLowerCase(Locale.ROOT), "replicas", pool.replicas(), "pod", system.site().pod().id(), "cards", system.chips(), "layout", system.layout().label(), "engine", rules.name(),
                "engine_version", rules.version(), "engine_source", rules.source(), "step_tokens", rules.budget(), "most_sequences", rules.mostSequences(),
                "block_tokens", rules.blockTokens(), "blocks", pool.blocks(), "prefix_caching", rules.prefixCaching());
    }

    private Map<String, Object> energy() {
        Bill bill = r.bill();
        return Fields.ordered("watts", value(bill.watts()), "basis", bill.wattsBasis(), "joules", value(r.joules()),
                "watt_hours", r.joules().isPresent() ? r.joules().getAsDouble() / JOULES_PER_WATT_HOUR : null, "busy_joules", value(r.busyJoules()),
                "joules_per_output_token", value(bill.joulesPerToken()));
    }

    private Map<String, Object> cost() {
        Bill bill = r.bill();
        return Fields.ordered("usd_per_hour", value(bill.dollarsPerHour()), "usd_per_million_output_tokens", value(bill.dollarsPerMillionTokens()),
                "prices", bill.prices().stream().map(p -> Fields.ordered("low", p.low(), "high", p.high(), "currency", p.currency(), "per", p.per(), "dated", p.dated(),
                        "source", p.source())).toList());
    }

    private static Double value(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private List<Object> classes() {
        List<Object> classes = new ArrayList<>();
        List<RequestClass> names = r.scenario().demand().requests().classes();
        for (int i = 0; i < r.statistics().classes().size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", names.get(i).name());
            one.put("limits", limits(r.traffic().limits().get(i)));
            one.putAll(SimulationClassJson.of(r.statistics().classes().get(i), r));
            classes.add(one);
        }
        return classes;
    }

    private List<Map<String, Object>> replicas() {
        List<Map<String, Object>> replicas = new ArrayList<>();
        List<ReplicaStatistics> all = r.replicas().all();
        for (int i = 0; i < all.size(); i++) {
            ReplicaStatistics one = all.get(i);
            replicas.add(Fields.ordered("number", i + 1, "pool", r.setup().pools().indexOf(one.pool()) + 1, "utilisation", r.perSecond(one.busySeconds()), "finished", one.finished(),
                    "output_tokens", one.outputTokens(), "prompt_tokens_computed", one.promptTokens(), "mean_decoding", one.meanDecoding(), "preemptions", one.preemptions(),
                    "longest_queue", one.peakWaiting(), "peak_cache_use", one.peakCacheUse()));
        }
        return replicas;
    }

    private List<Map<String, Object>> windows() {
        return r.overTime().windows().stream().map(SimulationJson::window).toList();
    }

    private static Map<String, Object> window(Window w) {
        return Fields.ordered("start_s", w.start(), "end_s", w.end(), "arrived", w.arrived(), "finished", w.finished(), "unserved", w.unserved(), "output_tokens", w.outputTokens(),
                "input_tokens", w.inputTokens(), "utilisation", w.busy(), "generating", w.running(), "queued", w.waiting(), "cache_use", w.cacheUse(),
                "ttft_p50_ms", w.ttft().count() == 0 ? null : MILLI * w.ttft().at(0.5), "ttft_p99_ms", w.ttft().count() == 0 ? null : MILLI * w.ttft().at(0.99),
                "tpot_p50_ms", w.tpot().count() == 0 ? null : MILLI * w.tpot().at(0.5), "tpot_p99_ms", w.tpot().count() == 0 ? null : MILLI * w.tpot().at(0.99));
    }
}
