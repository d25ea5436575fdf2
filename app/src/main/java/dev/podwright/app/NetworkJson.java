package dev.podwright.app;

import dev.podwright.network.LinkType;
import dev.podwright.network.Tier;
import dev.podwright.survey.Agreement;
import dev.podwright.survey.BusFactor;
import dev.podwright.survey.FaultCost;
import dev.podwright.survey.FlowTimes;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Point;
import dev.podwright.survey.Series;
import dev.podwright.survey.Subject;
import dev.podwright.survey.Survey;
import dev.podwright.survey.Surveyed;
import dev.podwright.survey.Timing;
import dev.podwright.survey.Together;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A survey of networks as JSON, see `docs/schema/network.schema.json`.
final class NetworkJson {
    private static final double MICRO = 1e6;
    private static final double GIGA = 1e9;
    private static final double HALF = 0.5;
    private static final double MOST = 0.9;

    private NetworkJson() {}

    /// @param madeWith see [Provenance]
    static Map<String, Object> of(Survey survey, Map<String, Object> madeWith) {
        return document(survey.condition().words(), survey.systems().stream().map(NetworkJson::system).toList(), survey.measured().stream().map(NetworkJson::agreement).toList(), madeWith);
    }

    /// How cards and switches of systems are joined.
    static Map<String, Object> topologies(List<Subject> subjects, Map<String, Object> madeWith) {
        List<Map<String, Object>> systems = subjects.stream().map(s -> Fields.ordered("id", s.id(), "ranks", s.ranks(), "notes", List.of(), "topology", topology(s))).toList();
        return document("as built", systems, List.of(), madeWith);
    }

    private static Map<String, Object> document(String condition, List<Map<String, Object>> systems, List<Map<String, Object>> measured, Map<String, Object> madeWith) {
        return Fields.ordered("schema", "podwright-network/1", "made_with", madeWith, "condition", condition, "systems", systems, "measured", measured);
    }

    private static Map<String, Object> system(Surveyed system) {
        return Fields.given("id", system.subject().id(), "ranks", system.subject().ranks(), "notes", system.notes(), "series", given(system.series().stream().map(NetworkJson::series).toList()),
                "together", given(system.together().stream().map(NetworkJson::together).toList()), "faults", given(system.faults().stream().map(NetworkJson::fault).toList()),
                "flows", system.flows().map(NetworkJson::flows).orElse(null));
    }

    private static List<Map<String, Object>> given(List<Map<String, Object>> list) {
        return list.isEmpty() ? null : list;
    }

    private static Map<String, Object> series(Series series) {
        return Fields.ordered("operation", OperationNames.of(series.operation()), "ranks", series.ranks(), "stride", series.stride(),
                "points", series.points().stream().map(p -> point(p)).toList());
    }

    private static Map<String, Object> point(Point point) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bytes", point.bytes());
        fields.put("sound", timing(point.bytes(), point.sound()));
        point.conditioned().ifPresent(c -> {
            fields.put("conditioned", timing(point.bytes(), c));
            fields.put("slowdown", point.slowdown());
        });
        return fields;
    }

    private static Map<String, Object> timing(double bytes, Timing timing) {
        return Fields.ordered("ranks", timing.ranks(), "time_us", PlanJson.interval(timing.seconds().times(MICRO)), "algbw_gb_per_s", bytes / timing.seconds().value() / GIGA,
                "busbw_gb_per_s", timing.busBandwidth() / GIGA,
                "share_of_port_bound", timing.shareOfBound(), "limit", timing.limit(), "link", timing.link(), "bound", timing.bound().label(), "algorithm", timing.algorithm(), "why", timing.why());
    }

    private static Map<String, Object> together(Together together) {
        return Fields.ordered("parts", together.parts().stream().map(p -> Fields.ordered("operation", OperationNames.of(p.operation()), "bytes", p.bytes(), "alone_us", p.alone() * MICRO,
                "shared_us", p.shared() * MICRO, "slowdown", p.slowdown())).toList(), "time_us", together.seconds() * MICRO);
    }

    private static Map<String, Object> fault(FaultCost cost) {
        List<Object> slowdown = new ArrayList<>();
        cost.slowdown().forEach(s -> slowdown.add(s.orElse(null)));
        return Fields.ordered("fault", cost.fault(), "slowdown", slowdown, "ranks_lost", cost.lost(), "ranks_spared", cost.spared(), "note", cost.note());
    }

    private static Map<String, Object> flows(FlowTimes flows) {
        Map<String, Object> fields = Fields.ordered("flows", flows.flows(), "bytes", flows.bytes(), "tolerance", flows.tolerance(), "end_us", ends(flows.ends()));
        flows.conditioned().ifPresent(c -> fields.put("conditioned_end_us", ends(c)));
        return fields;
    }

    private static Map<String, Object> ends(double[] ends) {
        return Fields.ordered("first", FlowTimes.quantile(ends, 0) * MICRO, "median", FlowTimes.quantile(ends, HALF) * MICRO, "p90", FlowTimes.quantile(ends, MOST) * MICRO,
                "last", FlowTimes.quantile(ends, 1) * MICRO);
    }

    private static Map<String, Object> topology(Subject subject) {
        List<Map<String, Object>> tiers = subject.wired().network().tiers().stream().map(NetworkJson::tier).toList();
        List<Map<String, Object>> cables = TopologyText.counts(subject.wired().network()).entrySet().stream().map(e -> cables(e.getKey(), e.getValue())).toList();
        return Fields.ordered("tiers", tiers, "cables", cables, "routing", TopologyText.routing(subject), "assumptions", subject.wired().assumptions());
    }

    private static Map<String, Object> tier(Tier tier) {
        return Fields.ordered("name", tier.name(), "nodes", tier.size(), "cards", tier.card(), "transit", tier.transit());
    }

    private static Map<String, Object> cables(LinkType type, int count) {
        return Fields.ordered("name", type.name(), "count", count, "gb_per_s", type.bandwidth() / GIGA, "latency_us", type.latency() * MICRO);
    }

    private static Map<String, Object> agreement(Agreement agreement) {
        double factor = BusFactor.of(agreement.operation(), agreement.ranks());
        List<Map<String, Object>> rows = agreement.rows().stream().map(r -> Fields.ordered("bytes", r.bytes(), "measured_us", r.seconds() * MICRO,
                "measured_busbw_gb_per_s", r.bytes() / r.seconds() / GIGA * factor, "predicted", timing(r.bytes(), r.predicted()), "error", r.error(), "within", r.within())).toList();
        return Fields.ordered("file", agreement.file(), "program", agreement.program(), "system", agreement.system(), "operation", OperationNames.of(agreement.operation()), "ranks", agreement.ranks(),
                "median_error", agreement.median(), "p90_error", agreement.ninetieth(), "rows", rows, "notes", agreement.notes());
    }
}
