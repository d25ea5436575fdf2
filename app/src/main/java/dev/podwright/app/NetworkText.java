package dev.podwright.app;

import dev.podwright.survey.Agreement;
import dev.podwright.survey.BusFactor;
import dev.podwright.survey.ByteSizes;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Point;
import dev.podwright.survey.Series;
import dev.podwright.survey.Survey;
import dev.podwright.survey.Surveyed;
import dev.podwright.survey.Timing;
import java.util.ArrayList;
import java.util.List;

/// A survey of networks as text for people.
final class NetworkText {
    private static final double GIGA = 1e9;

    private NetworkText() {}

    static String of(Survey survey) {
        StringBuilder out = new StringBuilder();
        if (!survey.systems().getFirst().series().isEmpty()) {
            survey.systems().forEach(s -> out.append(heading(s)).append(System.lineSeparator()));
            out.append(System.lineSeparator()).append(table(survey));
        }
        for (Agreement agreement : survey.measured()) {
            out.append(out.isEmpty() ? "" : System.lineSeparator()).append(AgreementText.of(agreement));
        }
        return out.toString();
    }

    private static String heading(Surveyed system) {
        Series first = system.series().getFirst();
        String name = system.subject().pod().map(p -> ", %s, %s chips".formatted(p.name(), Show.count(p.chips()))).orElse("");
        String groups = first.ranks() == system.subject().ranks() ? "all together" : "%s in a group%s".formatted(Show.count(first.ranks()), first.stride() == 1 ? "" : ", %d apart".formatted(first.stride()));
        return "%s%s, %s ranks, %s.".formatted(system.subject().id(), name, Show.count(system.subject().ranks()), groups);
    }

    private static Table table(Survey survey) {
        boolean several = survey.systems().size() > 1;
        boolean conditioned = !survey.condition().sound();
        List<String> headings = new ArrayList<>(List.of("operation", "bytes"));
        if (several) {
            headings.add("system");
        }
        headings.addAll(List.of("time", "algbw GB/s", "busbw GB/s", "of port bound", "limit", "algorithm"));
        if (conditioned) {
            headings.addAll(List.of("then", "busbw GB/s", "slower", "limit"));
        }
        if (several) {
            headings.add("times as fast");
        }
        Table table = new Table(headings.toArray(String[]::new));
        List<Series> first = survey.systems().getFirst().series();
        for (int o = 0; o < first.size(); o++) {
            for (int i = 0; i < first.get(o).points().size(); i++) {
                for (Surveyed system : survey.systems()) {
                    Series series = system.series().get(o);
                    Point point = series.points().get(i);
                    List<Object> cells = new ArrayList<>(List.of(OperationNames.of(series.operation()), ByteSizes.show(point.bytes())));
                    if (several) {
                        cells.add(system.subject().id());
                    }
                    cells.addAll(sound(series, point));
                    if (conditioned) {
                        cells.addAll(conditioned(series, point));
                    }
                    if (several) {
                        cells.add(Show.number(first.get(o).points().get(i).asked().seconds().value() / point.asked().seconds().value()));
                    }
                    table.row(cells.toArray());
                }
            }
        }
        return table;
    }

    private static List<Object> sound(Series series, Point point) {
        Timing timing = point.sound();
        return List.of(time(timing), Show.number(point.bytes() / timing.seconds().value() / GIGA), Show.number(bus(series, point, timing)), Show.percent(timing.shareOfBound()),
                timing.limit(), timing.algorithm());
    }

    private static List<Object> conditioned(Series series, Point point) {
        Timing timing = point.asked();
        return List.of(time(timing), Show.number(bus(series, point, timing)), Show.number(point.slowdown()) + "x", timing.limit() + (timing.link().isEmpty() ? "" : " " + timing.link()));
    }

    private static double bus(Series series, Point point, Timing timing) {
        return point.bytes() / timing.seconds().value() / GIGA * BusFactor.of(series.operation(), series.ranks());
    }

    static String time(Timing timing) {
        boolean exact = timing.seconds().low() == timing.seconds().high();
        double scale = timing.seconds().value() >= 1 ? 1 : timing.seconds().value() >= 1e-3 ? 1e3 : 1e6;
        String unit = scale == 1 ? " s" : scale == 1e3 ? " ms" : " us";
        return (exact ? Show.number(timing.seconds().value() * scale) : Show.interval(timing.seconds().times(scale))) + unit;
    }
}
