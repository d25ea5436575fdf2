package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Node;
import dev.podwright.plan.Effect;
import dev.podwright.plan.ParetoPoint;
import dev.podwright.plan.TrainingOption;
import dev.podwright.plan.TrainingPlan;
import dev.podwright.plan.TrainingPodPlan;
import dev.podwright.plan.TrainingRun;
import dev.podwright.units.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// A training plan as JSON, see `docs/schema/training-plan.schema.json`.
final class TrainingPlanJson {
    private static final String SCHEMA = "podwright-training-plan/1";

    private TrainingPlanJson() {}

    static Map<String, Object> of(TrainingPlan plan, List<String> defaults, Node scenario, Catalog catalog, Calibration calibration) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("made_with", Provenance.json(catalog, calibration));
        fields.put("scenario", scenario.plain());
        fields.put("defaults", defaults);
        fields.put("winner", plan.winner().map(w -> w.target().pod().id()).orElse(null));
        fields.put("reason", plan.reason());
        fields.put("pods", plan.pods().stream().map(p -> pod(plan, p)).toList());
        fields.put("unfit", plan.unfit().stream().map(u -> Fields.given("pod", u.target().pod().id(), "reason", u.reason())).toList());
        return fields;
    }

    private static Map<String, Object> pod(TrainingPlan plan, TrainingPodPlan pod) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pod", pod.target().pod().id());
        fields.put("name", pod.target().pod().name());
        fields.put("chip", pod.target().pod().chip());
        fields.put("announced", pod.job().rankChip().announced());
        fields.put("cards", pod.cards());
        TrainingJson.job(pod.job(), fields);
        fields.put("candidates", pod.candidates());
        fields.put("timed", pod.evaluated());
        fields.put("reason", pod.reason());
        fields.put("best", pod.best().map(TrainingPlanJson::option).orElse(null));
        fields.put("runners_up", pod.runnersUp().stream().map(o -> PlanJson.runnerUp(option(o), TrainingPlan.margin(pod, o))).toList());
        fields.put("behind_winner", plan.margin(pod).map(PlanJson::margin).orElse(null));
        fields.put("pareto", pod.pareto().stream().map(TrainingPlanJson::point).toList());
        fields.put("effects", pod.effects().stream().map(TrainingPlanJson::effect).toList());
        fields.put("rejected", pod.rejections().stream().map(PlanJson::rejected).toList());
        fields.put("nearest", pod.nearest().stream().map(PlanJson::rejection).toList());
        fields.put("notes", pod.notes());
        pod.strain().ifPresent(strain -> fields.put("condition", StrainJson.of(strain)));
        return fields;
    }

    private static Map<String, Object> option(TrainingOption option) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("chips", option.chips());
        TrainingJson.iteration(option.iteration(), fields);
        fields.put("run", option.run().map(TrainingPlanJson::run).orElse(null));
        OptionalDouble watts = option.bill().watts();
        fields.put("power_kw", watts.isPresent() ? Unit.KILOWATT.fromSi(watts.getAsDouble()) : null);
        fields.put("power_basis", option.bill().wattsBasis());
        fields.put("joules_per_token", orNull(option.bill().joulesPerToken()));
        fields.put("usd_per_million_tokens", orNull(option.bill().dollarsPerMillionTokens()));
        return fields;
    }

    private static Map<String, Object> run(TrainingRun run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("days", PlanJson.interval(run.days()));
        fields.put("tokens", PlanJson.interval(run.tokens()));
        fields.put("energy_mwh", run.joules().isPresent() ? run.joules().getAsDouble() / Show.JOULES_PER_KWH / 1e3 : null);
        fields.put("usd", orNull(run.dollars()));
        fields.put("not_counted", TrainingRun.NOT_COUNTED);
        return fields;
    }

    private static Map<String, Object> point(ParetoPoint point) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("chips", point.chips());
        fields.put("iteration_s", point.seconds());
        fields.put("tokens_per_s", point.tokensPerSecond());
        fields.put("memory_gib_per_rank", Unit.GIB.fromSi(point.memory()));
        fields.put("setup_label", point.setup().label());
        fields.put("setup", TrainingJson.setup(point.setup()));
        return fields;
    }

    private static Map<String, Object> effect(Effect effect) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("change", effect.change());
        fields.put("tokens_per_s_before", effect.before());
        fields.put("tokens_per_s_after", effect.after());
        fields.put("setup_label", effect.setup().label());
        return fields;
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
