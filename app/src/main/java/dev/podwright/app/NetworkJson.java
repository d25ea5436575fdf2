package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.survey.BusFactor;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Point;
import dev.podwright.survey.Series;
import dev.podwright.survey.Survey;
import dev.podwright.survey.Surveyed;
import dev.podwright.survey.Timing;
import java.util.LinkedHashMap;
import java.util.Map;

/// A survey of networks as JSON, see `docs/schema/network.schema.json`.
final class NetworkJson {
    private static final double MICRO = 1e6;
    private static final double GIGA = 1e9;

    private NetworkJson() {}

    static Map<String, Object> of(Survey survey, Catalog catalog, Calibration calibration) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", "podwright-network/1");
        fields.put("made_with", Provenance.json(catalog, calibration));
        fields.put("systems", survey.systems().stream().map(NetworkJson::system).toList());
        return fields;
    }

    private static Map<String, Object> system(Surveyed system) {
        return Fields.ordered("id", system.subject().id(), "ranks", system.subject().ranks(), "series", system.series().stream().map(NetworkJson::series).toList());
    }

    private static Map<String, Object> series(Series series) {
        return Fields.ordered("operation", OperationNames.of(series.operation()), "ranks", series.ranks(), "stride", series.stride(),
                "points", series.points().stream().map(p -> point(series, p)).toList());
    }

    private static Map<String, Object> point(Series series, Point point) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bytes", point.bytes());
        fields.put("sound", timing(series, point.bytes(), point.sound()));
        point.conditioned().ifPresent(c -> {
            fields.put("conditioned", timing(series, point.bytes(), c));
            fields.put("slowdown", point.slowdown());
        });
        return fields;
    }

    private static Map<String, Object> timing(Series series, double bytes, Timing timing) {
        double rate = bytes / timing.seconds().value() / GIGA;
        return Fields.ordered("time_us", PlanJson.interval(timing.seconds().times(MICRO)), "algbw_gb_per_s", rate,
                "busbw_gb_per_s", rate * BusFactor.of(series.operation(), series.ranks()), "share_of_port_bound", timing.shareOfBound(), "limit", timing.limit(),
                "link", timing.link(), "bound", timing.bound().label(), "algorithm", timing.algorithm(), "why", timing.why());
    }
}
