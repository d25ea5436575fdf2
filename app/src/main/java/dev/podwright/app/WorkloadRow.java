package dev.podwright.app;

import dev.podwright.app.report.CompareReport;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.plan.Option;
import dev.podwright.plan.Planner;
import dev.podwright.plan.PodPlan;
import dev.podwright.plan.Subject;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Target;
import dev.podwright.step.Speculation;
import dev.podwright.units.Interval;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.List;
import java.util.Optional;

/// What one subject of a comparison serves of a model, with the lengths and limits of `defaults.yaml`.
///
/// @param best the deployment that serves most
/// @param perChip its output tokens per second over all chips that are there
/// @param perWatt output tokens per joule of the published power of the chips used
/// @param note why there is nothing, where there is nothing
record WorkloadRow(Subject subject, String precision, Optional<Option> best, Optional<Interval> perChip, Optional<Interval> perPod,
                   Optional<Interval> perWatt, String note) {

    static List<WorkloadRow> of(String model, List<Subject> subjects, Catalog catalog, Calibration calibration) {
        Architecture architecture = Models.named(model);
        Demand demand = demand();
        return subjects.stream().map(s -> of(s, architecture, demand, catalog, calibration)).toList();
    }

    /// Lengths and limits of `defaults.yaml`, as much load as there is room for.
    static Demand demand() {
        Node defaults = Document.resource(WorkloadRow.class, "defaults.yaml");
        Lengths lengths = new Lengths(defaults.get("workload").get("input_tokens").number(), defaults.get("workload").get("output_tokens").number(), 0);
        Limits limits = new Limits(defaults.get("limits").get("ttft_ms").number() / 1e3, defaults.get("limits").get("tpot_ms").number() / 1e3);
        return new Demand(lengths, new Load.Saturating(), limits);
    }

    private static WorkloadRow of(Subject subject, Architecture model, Demand demand, Catalog catalog, Calibration calibration) {
        Scenario scenario = new Scenario(model, PrecisionWish.NONE, demand, List.of(new Target(subject.pod(), false)), Scenario.Mode.ANY, Speculation.NONE);
        try {
            PodPlan plan = new Planner(catalog, calibration).plan(scenario).pods().getFirst();
            String precision = plan.site().quantization().label();
            if (plan.best().isEmpty()) {
                return none(subject, precision, plan.nearest().stream().findFirst().map(n -> n.constraint().label() + ": " + n.detail())
                        .orElse("nothing fits"));
            }
            Option best = plan.best().get();
            Interval all = best.capacity().times(demand.lengths().output());
            Optional<Interval> perJoule = best.bill().watts().isPresent() ? Optional.of(all.times(1 / best.bill().watts().getAsDouble())) : Optional.empty();
            return new WorkloadRow(subject, precision, plan.best(), Optional.of(all.times(1.0 / subject.pod().chips())), Optional.of(all), perJoule, "");
        } catch (InputException missing) {
            return none(subject, "-", missing.getMessage());
        }
    }

    /// Cards used, of those that are there.
    String cards() {
        return best.map(option -> option.chips() == subject.pod().chips() ? Show.count(option.chips())
                : "%s of %s".formatted(Show.count(option.chips()), Show.count(subject.pod().chips()))).orElse("-");
    }

    CompareReport.Served served() {
        return new CompareReport.Served(subject.id(), cards(), precision, best.map(o -> o.deployment().label()).orElse(""),
                best.map(o -> o.performance().tpot().times(1e3)), perChip, perPod, perWatt, note);
    }

    private static WorkloadRow none(Subject subject, String precision, String why) {
        return new WorkloadRow(subject, precision, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), why);
    }
}
