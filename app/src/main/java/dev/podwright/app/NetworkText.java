package dev.podwright.app;

import dev.podwright.survey.ByteSizes;
import dev.podwright.survey.FaultCost;
import dev.podwright.survey.FlowTimes;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Point;
import dev.podwright.survey.Series;
import dev.podwright.survey.Survey;
import dev.podwright.survey.Surveyed;
import dev.podwright.survey.Timing;
import dev.podwright.survey.Together;
import java.util.ArrayList;
import java.util.List;

/// A survey of networks as text for people.
final class NetworkText {
    private static final double GIGA = 1e9;
    private static final double HALF = 0.5;
    private static final double MOST = 0.9;

    private NetworkText() {}

    static String of(Survey survey) {
        List<String> parts = new ArrayList<>();
        if (!survey.systems().getFirst().series().isEmpty()) {
            parts.add(headings(survey));
            parts.add(sweep(survey).toString());
        }
        for (Surveyed system : survey.systems()) {
            system.together().forEach(t -> parts.add(together(system, t)));
            if (!system.faults().isEmpty()) {
                parts.add(faults(system));
            }
            system.flows().ifPresent(f -> parts.add(flows(system, f)));
        }
        survey.measured().forEach(a -> parts.add(AgreementText.of(a)));
        return String.join(System.lineSeparator(), parts);
    }

    private static String headings(Survey survey) {
        StringBuilder out = new StringBuilder();
        for (Surveyed system : survey.systems()) {
            out.append(heading(system));
            system.notes().forEach(n -> out.append(n).append(System.lineSeparator()));
        }
        if (!survey.condition().sound()) {
            out.append("As built, and then: %s.%n".formatted(survey.condition().words()));
        }
        return out.toString();
    }

    private static String heading(Surveyed system) {
        Series first = system.series().getFirst();
        String name = system.subject().pod().filter(p -> !p.name().equals(system.subject().id())).map(p -> ", " + p.name()).orElse("");
        String groups = first.ranks() == system.subject().ranks() ? "all together" : "%s in a group%s".formatted(Show.count(first.ranks()), first.stride() == 1 ? "" : ", %d apart".formatted(first.stride()));
        return "%s%s: %s ranks, %s%s.%n".formatted(system.subject().id(), name, Show.count(system.subject().ranks()), groups, lost(first));
    }

    private static String lost(Series series) {
        return series.points().getFirst().conditioned().filter(c -> c.ranks() != series.ranks()).map(c -> "; then " + Show.count(c.ranks())).orElse("");
    }

    private static Table sweep(Survey survey) {
        boolean several = survey.systems().size() > 1;
        boolean conditioned = !survey.condition().sound();
        List<String> headings = new ArrayList<>(List.of("operation", "bytes"));
        if (several) {
            headings.add("system");
        }
        headings.addAll(conditioned ? List.of("as built", "busbw GB/s", "limit", "then", "busbw GB/s", "slower", "limit", "of port bound")
                : List.of("time", "algbw GB/s", "busbw GB/s", "of port bound", "limit", "algorithm"));
        if (several) {
            headings.add("times as fast");
        }
        Table table = new Table(headings.toArray(String[]::new));
        List<Series> first = survey.systems().getFirst().series();
        for (int o = 0; o < first.size(); o++) {
            for (int i = 0; i < first.get(o).points().size(); i++) {
                for (Surveyed system : survey.systems()) {
                    Point point = system.series().get(o).points().get(i);
                    List<Object> cells = new ArrayList<>(List.of(OperationNames.of(first.get(o).operation()), ByteSizes.show(point.bytes())));
                    if (several) {
                        cells.add(system.subject().id());
                    }
                    cells.addAll(conditioned ? pair(point) : one(point));
                    if (several) {
                        cells.add(Show.number(first.get(o).points().get(i).asked().seconds().value() / point.asked().seconds().value()));
                    }
                    table.row(cells.toArray());
                }
            }
        }
        return table;
    }

    private static List<Object> one(Point point) {
        Timing timing = point.sound();
        return List.of(time(timing), Show.number(point.bytes() / timing.seconds().value() / GIGA), Show.number(timing.busBandwidth() / GIGA), Show.percent(timing.shareOfBound()), limit(timing, false),
                timing.algorithm());
    }

    private static List<Object> pair(Point point) {
        Timing sound = point.sound();
        Timing then = point.asked();
        return List.of(time(sound), Show.number(sound.busBandwidth() / GIGA), limit(sound, false), time(then), Show.number(then.busBandwidth() / GIGA), Show.number(point.slowdown()) + "x",
                limit(then, true), Show.percent(then.shareOfBound()));
    }

    private static String limit(Timing timing, boolean link) {
        return switch (timing.bound()) {
            case LATENCY -> "latency";
            default -> timing.limit() + (link ? ", " + timing.link() : "");
        };
    }

    private static String together(Surveyed system, Together together) {
        Table table = new Table("at the same time", "bytes", "alone", "together", "slower");
        together.parts().forEach(p -> table.row(OperationNames.of(p.operation()), ByteSizes.show(p.bytes()), Show.seconds(p.alone()), Show.seconds(p.shared()), Show.number(p.slowdown()) + "x"));
        return "On %s all has ended after %s.%n%n%s".formatted(system.subject().id(), Show.seconds(together.seconds()), table);
    }

    private static String faults(Surveyed system) {
        List<String> headings = new ArrayList<>(List.of("fault"));
        system.series().forEach(s -> headings.add(OperationNames.of(s.operation()) + " " + ByteSizes.show(s.points().getLast().bytes())));
        headings.addAll(List.of("ranks lost", "spares", "what becomes of it"));
        Table table = new Table(headings.toArray(String[]::new));
        for (FaultCost cost : system.faults()) {
            List<Object> cells = new ArrayList<>(List.of(cost.fault()));
            cost.slowdown().forEach(s -> cells.add(s.map(x -> Show.number(x) + "x").orElse("-")));
            cells.addAll(List.of(Show.count(cost.lost()), Show.count(cost.spared()), cost.note()));
            table.row(cells.toArray());
        }
        return "One fault of each kind on %s, times as long:%n%n%s".formatted(system.subject().id(), table);
    }

    private static String flows(Surveyed system, FlowTimes flows) {
        Table table = new Table("flows end after", "first", "median", "p90", "last");
        ends(table, "as built", flows.ends());
        flows.conditioned().ifPresent(c -> ends(table, "then", c));
        return "%s: %s flows, %s in all, %s.%n%n%s".formatted(system.subject().id(), Show.count(flows.flows()), ByteSizes.show(flows.bytes()),
                flows.tolerance() == 0 ? "exact" : "times within about " + Show.percent(flows.tolerance()), table);
    }

    private static void ends(Table table, String state, double[] ends) {
        table.row(state, Show.seconds(FlowTimes.quantile(ends, 0)), Show.seconds(FlowTimes.quantile(ends, HALF)), Show.seconds(FlowTimes.quantile(ends, MOST)), Show.seconds(FlowTimes.quantile(ends, 1)));
    }

    /// With its interval, where there is one.
    static String time(Timing timing) {
        boolean exact = timing.seconds().low() == timing.seconds().high();
        double scale = timing.seconds().value() >= 1 ? 1 : timing.seconds().value() >= 1e-3 ? 1e3 : 1e6;
        String unit = scale == 1 ? " s" : scale == 1e3 ? " ms" : " us";
        return (exact ? Show.number(timing.seconds().value() * scale) : Show.rounded(timing.seconds().times(scale))) + unit;
    }
}
