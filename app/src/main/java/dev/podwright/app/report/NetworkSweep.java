package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.network.collective.Operation;
import dev.podwright.survey.Agreement;
import dev.podwright.survey.BusFactor;
import dev.podwright.survey.ByteSizes;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Point;
import dev.podwright.survey.Series;
import dev.podwright.survey.Survey;
import dev.podwright.survey.Surveyed;
import dev.podwright.survey.Timing;
import dev.podwright.units.Bound;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;

/// Bus bandwidth over sizes, operation by operation: systems beside each other, sound and under the condition, with what was measured.
record NetworkSweep(Survey survey) {
    static final double GIGA = 1e9;

    Section section() {
        List<Block> pictures = new ArrayList<>();
        List<Series> first = survey.systems().stream().filter(s -> !s.series().isEmpty()).findFirst().orElseThrow().series();
        boolean curves = first.getFirst().points().size() > 1;
        for (int o = 0; o < first.size() && curves; o++) {
            pictures.add(picture(o, first.get(o).operation()));
        }
        List<Block> blocks = new ArrayList<>();
        if (!pictures.isEmpty()) {
            blocks.add(pictures.size() == 1 ? pictures.getFirst() : new Block.Beside(pictures));
        }
        blocks.add(new Block.Rows(table()));
        String lead = "Bus bandwidth%s; whiskers are 90 %% intervals%s.".formatted(curves ? " over the size of the exchange" : "", survey.condition().sound() ? "" : ", dashed lines are under the condition");
        return new Section("sweep", "Sizes", lead, blocks);
    }

    private Block picture(int index, Operation operation) {
        List<Curves.Curve> curves = new ArrayList<>();
        for (int s = 0; s < survey.systems().size(); s++) {
            Surveyed system = survey.systems().get(s);
            if (system.series().isEmpty()) {
                continue;
            }
            Series series = system.series().get(index);
            List<Double> sizes = series.points().stream().map(Point::bytes).toList();
            Tone tone = Tone.series(s);
            curves.add(new Curves.Curve(system.subject().id(), tone, Curves.Style.LINE, sizes, series.points().stream().map(p -> bus(p.sound())).toList()));
            if (!survey.condition().sound()) {
                curves.add(new Curves.Curve(system.subject().id() + ", " + survey.condition().words(), tone, Curves.Style.DASHED, sizes, series.points().stream().map(p -> bus(p.asked())).toList()));
            }
        }
        measured(operation, curves);
        String name = OperationNames.of(operation);
        return new Block.Picture(new Figure("sweep-" + name, "%s over sizes".formatted(name), "Small exchanges are limited by latency, large ones by links.",
                new Curves("size", "bytes", "bus bandwidth in GB/s", "GB/s", curves, List.of()), numbers(index, name)));
    }

    private void measured(Operation operation, List<Curves.Curve> curves) {
        int files = 0;
        for (Agreement agreement : survey.measured()) {
            if (agreement.operation() == operation && curves.stream().noneMatch(c -> c.name().equals(NetworkLogs.name(agreement)))) {
                double factor = BusFactor.of(operation, agreement.ranks());
                curves.add(new Curves.Curve(NetworkLogs.name(agreement), Tone.series(survey.systems().size() + files++), Curves.Style.POINTS, agreement.rows().stream().map(Agreement.Row::bytes).toList(),
                        agreement.rows().stream().map(r -> Interval.exact(r.bytes() / r.seconds() * factor / GIGA)).toList()));
            }
        }
    }

    static String limit(Timing timing) {
        return timing.bound() == Bound.LATENCY || timing.limit().isEmpty() ? "latency" : timing.limit();
    }

    /// `leaf:3 -> spine:17` in one piece.
    static String arrow(String link) {
        return link.replace(" -> ", "\u00a0\u2192\u00a0");
    }

    private static Interval bus(Timing timing) {
        Interval seconds = timing.seconds();
        double bytes = timing.busBandwidth() * seconds.value() / GIGA;
        return new Interval(bytes / seconds.high(), bytes / seconds.value(), bytes / seconds.low());
    }

    private Table numbers(int index, String name) {
        List<List<String>> rows = new ArrayList<>();
        for (Surveyed system : survey.systems()) {
            for (Point point : system.series().get(index).points()) {
                rows.add(List.of(system.subject().id(), ByteSizes.show(point.bytes()), Show.interval(bus(point.sound())), point.conditioned().map(t -> Show.interval(bus(t))).orElse("-")));
            }
        }
        return new Table("Bus bandwidth of %s in GB/s".formatted(name), List.of("system", "size", "as built", "under the condition"), rows);
    }

    private Table table() {
        boolean conditioned = !survey.condition().sound();
        List<String> headings = new ArrayList<>(List.of("operation", "size", "system", "time", "algbw GB/s", "busbw GB/s", "of port bound", "limit", "algorithm"));
        if (conditioned) {
            headings.addAll(List.of("then", "slower", "limit then"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Surveyed system : survey.systems()) {
            for (Series series : system.series()) {
                for (Point point : series.points()) {
                    Timing sound = point.sound();
                    List<String> cells = new ArrayList<>(List.of(OperationNames.of(series.operation()), ByteSizes.show(point.bytes()), system.subject().id(), Show.seconds(sound.seconds().value()),
                            Show.number(point.bytes() / sound.seconds().value() / GIGA), Show.number(sound.busBandwidth() / GIGA), Show.percent(sound.shareOfBound()),
                            limit(sound), sound.algorithm()));
                    if (conditioned) {
                        Timing then = point.asked();
                        cells.addAll(List.of(Show.seconds(then.seconds().value()), Show.number(point.slowdown()) + "x", then.bound() == Bound.LATENCY ? limit(then) : limit(then) + " " + arrow(then.link())));
                    }
                    rows.add(cells);
                }
            }
        }
        return new Table(conditioned ? "As built, and with " + survey.condition().words() : "Every size", headings, rows);
    }
}
