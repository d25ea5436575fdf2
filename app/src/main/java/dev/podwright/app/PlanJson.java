package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Node;
import dev.podwright.fabric.Fabric;
import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.Seating;
import dev.podwright.layout.ServingLayout;
import dev.podwright.plan.Confirmation;
import dev.podwright.plan.Deployment;
import dev.podwright.plan.Margin;
import dev.podwright.plan.Option;
import dev.podwright.plan.Plan;
import dev.podwright.plan.PodPlan;
import dev.podwright.plan.Rejection;
import dev.podwright.units.Interval;
import dev.podwright.units.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A plan as JSON, see `docs/schema/plan.schema.json`.
final class PlanJson {
    private static final String SCHEMA = "podwright-plan/1";

    private PlanJson() {}

    /// @param confirmed simulated options, if any
    static Map<String, Object> of(Plan plan, Map<Option, Confirmation> confirmed, Node scenario, Catalog catalog, Calibration calibration) {
        double output = plan.scenario().demand().lengths().output();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("made_with", Provenance.json(catalog, calibration));
        fields.put("scenario", scenario.plain());
        fields.put("requests", MixJson.requests(plan.scenario().demand().requests()));
        fields.put("winner", plan.winner().map(w -> w.target().pod().id()).orElse(null));
        fields.put("reason", plan.reason());
        fields.put("pods", plan.pods().stream().map(p -> pod(plan, confirmed, p, output)).toList());
        fields.put("unfit", plan.unfit().stream().map(u -> Fields.given("pod", u.target().pod().id(), "reason", u.reason())).toList());
        return fields;
    }

    private static Map<String, Object> pod(Plan plan, Map<Option, Confirmation> confirmed, PodPlan pod, double output) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pod", pod.target().pod().id());
        fields.put("name", pod.target().pod().name());
        fields.put("chip", pod.target().pod().chip());
        fields.put("announced", pod.site().rankChip().announced());
        fields.put("assumptions", pod.site().assumptions(pod.target().pod()));
        fields.put("precision", precision(pod));
        fields.put("candidates", pod.candidates());
        fields.put("best", pod.best().map(o -> option(o, pod.site().fabric(), confirmed, output / plan.cards(pod, o))).orElse(null));
        fields.put("runners_up", pod.runnersUp().stream().map(o -> runnerUp(option(o, pod.site().fabric(), confirmed, output / plan.cards(pod, o)), plan.margin(pod, o))).toList());
        pod.strain().ifPresent(strain -> fields.put("condition", StrainJson.of(strain)));
        fields.put("behind_winner", plan.margin(pod).map(PlanJson::margin).orElse(null));
        fields.put("rejected", pod.rejections().stream().map(PlanJson::rejected).toList());
        fields.put("nearest", pod.nearest().stream().map(PlanJson::rejection).toList());
        return fields;
    }

    private static Map<String, Object> precision(PodPlan pod) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("weights", pod.site().quantization().weights().label());
        fields.put("activations", pod.site().quantization().activations().label());
        fields.put("kv", pod.site().quantization().kv().label());
        fields.put("reason", pod.site().precision().reason());
        return fields;
    }

    private static List<Map<String, Object>> placement(Deployment deployment, Fabric fabric) {
        return switch (deployment) {
            case Deployment.Aggregated d -> List.of(pool("both", d.layout(), fabric));
            case Deployment.Disaggregated d -> List.of(pool("prefill", d.prefill(), fabric), pool("decode", d.decode(), fabric));
        };
    }

    private static Map<String, Object> pool(String pool, ServingLayout layout, Fabric fabric) {
        return Fields.given("pool", pool, "placement", SeatingJson.of(Seating.of(layout, fabric)));
    }

    private static Map<String, Object> option(Option option, Fabric fabric, Map<Option, Confirmation> confirmed, double outputPerCard) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("deployment", deployment(option.deployment()));
        fields.put("placement", placement(option.deployment(), fabric));
        fields.put("chips", option.chips());
        fields.put("ttft_ms", interval(option.performance().ttft().times(1e3)));
        fields.put("tpot_ms", interval(option.performance().tpot().times(1e3)));
        fields.put("requests_per_s", interval(option.performance().requestsPerSecond()));
        fields.put("capacity_requests_per_s", interval(option.capacity()));
        fields.put("output_tokens_per_s_per_chip", interval(option.performance().requestsPerSecond().times(outputPerCard)));
        fields.put("in_flight", option.performance().inFlight());
        fields.put("sequences_per_attention_group", option.decoding());
        fields.put("prefill_share", option.performance().prefillShare());
        fields.put("classes", MixJson.classes(option.performance()));
        fields.put("memory_gib_per_rank", memory(option));
        fields.put("power_kw", option.bill().watts().isPresent() ? option.bill().watts().getAsDouble() / 1e3 : null);
        fields.put("power_basis", option.bill().wattsBasis());
        fields.put("joules_per_output_token", option.bill().joulesPerToken().isPresent() ? option.bill().joulesPerToken().getAsDouble() : null);
        fields.put("usd_per_million_output_tokens", option.bill().dollarsPerMillionTokens().isPresent()
                ? option.bill().dollarsPerMillionTokens().getAsDouble() : null);
        fields.put("simulated", confirmed.containsKey(option) ? ConfirmationText.json(confirmed.get(option)) : null);
        fields.put("decode_step", CostJson.of(option.decodeStep()));
        fields.put("prefill", CostJson.of(option.prefill()));
        return fields;
    }

    static Map<String, Object> runnerUp(Map<String, Object> option, Margin margin) {
        option.put("behind_best", margin(margin));
        return option;
    }

    static Map<String, Object> margin(Margin margin) {
        return Fields.given("measure", margin.measure(), "ratio", interval(margin.ratio()), "told_apart", margin.toldApart());
    }

    static Map<String, Object> deployment(Deployment deployment) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", deployment.label());
        fields.put("ranks", deployment.ranks());
        switch (deployment) {
            case Deployment.Aggregated d -> {
                fields.put("mode", "aggregated");
                fields.put("replicas", d.replicas());
                fields.put("layout", CostJson.layout(d.layout()));
            }
            case Deployment.Disaggregated d -> {
                fields.put("mode", "disaggregated");
                fields.put("prefill_replicas", d.prefillReplicas());
                fields.put("prefill_layout", CostJson.layout(d.prefill()));
                fields.put("decode_replicas", d.decodeReplicas());
                fields.put("decode_layout", CostJson.layout(d.decode()));
            }
        }
        return fields;
    }

    private static Map<String, Object> memory(Option option) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (MemoryTerm term : option.memory().fixed()) {
            fields.put(term.name().replace(' ', '_'), Unit.GIB.fromSi(term.bytes()));
        }
        fields.put("key_value_cache", Unit.GIB.fromSi(option.memory().cachePerSequence() * option.cachedSequences()));
        fields.put("usable", Unit.GIB.fromSi(option.memory().usable()));
        return fields;
    }

    static Map<String, Object> rejected(Rejection.Summary summary) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("constraint", summary.constraint().name().toLowerCase(Locale.ROOT));
        fields.put("count", summary.count());
        fields.put("nearest", rejection(summary.nearest()));
        return fields;
    }

    static Map<String, Object> rejection(Rejection rejection) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("candidate", rejection.candidate());
        fields.put("constraint", rejection.constraint().name().toLowerCase(Locale.ROOT));
        fields.put("margin", Double.isInfinite(rejection.margin()) ? null : rejection.margin());
        fields.put("detail", rejection.detail());
        return fields;
    }

    static Map<String, Object> interval(Interval interval) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", interval.value());
        fields.put("low", interval.low());
        fields.put("high", interval.high());
        return fields;
    }
}
