package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.SimulationResult;
import dev.podwright.simulation.Quantiles;
import dev.podwright.workload.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What share of the requests took no longer than how long.
final class RunDurations {
    private static final double MILLI = 1e3;
    private static final double[] SHARES = DoubleStream.concat(IntStream.rangeClosed(1, 99).mapToDouble(i -> i / 100.0), DoubleStream.of(0.995, 0.999, 1)).toArray();
    private static final List<Double> SHOWN = List.of(0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0);

    private RunDurations() {}

    static List<Block.Picture> pictures(SimulationResult r) {
        OptionalDouble ttft = r.limits().map(Limits::ttft).filter(Double::isFinite).map(OptionalDouble::of).orElse(OptionalDouble.empty());
        OptionalDouble tpot = r.limits().map(Limits::tpot).filter(Double::isFinite).map(l -> OptionalDouble.of(MILLI * l)).orElse(OptionalDouble.empty());
        return List.of(
                picture("waits", "From the arrival on", "Until the prompt is begun, until the first token, until the last.", 1, "s", ttft, "TTFT limit",
                        List.of(new Named("queueing", Tone.EIGHT, r.all().queueing()), new Named("first token", Tone.ONE, r.all().ttft()), new Named("end to end", Tone.SIX, r.all().endToEnd()))),
                picture("paces", "From token to token", "TPOT is the mean of each request; between two tokens there may be a prompt of somebody else.", MILLI, "ms", tpot, "TPOT limit",
                        List.of(new Named("time per output token", Tone.THREE, r.all().tpot()), new Named("time between tokens", Tone.FIVE, r.statistics().gaps()))));
    }

    private record Named(String name, Tone tone, Quantiles values) {}

    private static Block.Picture picture(String id, String title, String caption, double unit, String symbol, OptionalDouble limit, String limitName, List<Named> all) {
        List<Cumulative.Line> lines = new ArrayList<>();
        for (Named one : all) {
            // A logarithmic axis has no 0; what took less than a microsecond took none.
            double[] shown = DoubleStream.of(SHARES).filter(s -> one.values.at(s) > 1e-6).toArray();
            if (shown.length > 0) {
                lines.add(new Cumulative.Line(one.name, one.tone, DoubleStream.of(shown).map(s -> unit * one.values.at(s)).boxed().toList(), DoubleStream.of(shown).map(s -> 100 * s).boxed().toList()));
            }
        }
        List<String> headings = new ArrayList<>(List.of("share of the requests"));
        all.forEach(one -> headings.add(one.name + " " + symbol));
        List<List<String>> rows = SHOWN.stream().map(share -> {
            List<String> cells = new ArrayList<>(List.of(Show.percent(share)));
            all.forEach(one -> cells.add(Show.number(unit * one.values.at(share))));
            return List.copyOf(cells);
        }).toList();
        return new Block.Picture(new Figure(id, title, caption, new Cumulative(lines, "requests", "time", symbol, limit, limitName), new Table(title, headings, rows)));
    }
}
