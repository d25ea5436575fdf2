package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.SimulationResult;
import dev.podwright.simulation.Window;
import dev.podwright.workload.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// A simulated run window by window.
final class RunOverTime {
    private static final int ROWS = 32;
    /// A limit this many times the largest value would only make the picture flat.
    private static final double FAR = 2;

    private final SimulationResult r;
    private final List<Window> windows;

    private RunOverTime(SimulationResult r) {
        this.r = r;
        this.windows = r.overTime().windows();
    }

    static Section section(SimulationResult r) {
        RunOverTime over = new RunOverTime(r);
        String each = Show.seconds(over.windows.getFirst().seconds());
        return new Section("time", "Over time", "Windows of %s each.".formatted(each), List.of(new Block.Beside(List.of(
                over.picture("time-requests", "Requests", "Where more arrive than finish, a queue grows.", "requests/s", "requests/s", OptionalDouble.empty(), "",
                        new Named("arrived", Tone.EIGHT, w -> w.perSecond(w.arrived())), new Named("finished", Tone.ONE, w -> w.perSecond(w.finished()))),
                over.picture("time-tokens", "Throughput", "Output tokens, those of each request spread evenly from its first to its last.", "output tokens/s", "tokens/s", OptionalDouble.empty(), "",
                        new Named("output tokens", Tone.SIX, w -> w.perSecond(w.outputTokens()))),
                over.picture("time-inside", "Inside", "Sequences that generate and requests that wait, all replicas together.", "requests", "requests", OptionalDouble.empty(), "",
                        new Named("generating", Tone.ONE, Window::running), new Named("waiting", Tone.THREE, Window::waiting)),
                over.picture("time-use", "Use", "How much of the time replicas ran, and how much of their caches requests held.", "%", "%", OptionalDouble.empty(), "",
                        new Named("replicas busy", Tone.SIX, w -> 100 * w.busy()), new Named("caches used", Tone.SEVEN, w -> 100 * w.cacheUse())),
                over.picture("time-ttft", "Time to first token", "Of the requests that arrived in the window.", "TTFT in s", "s", over.near(r.limits().map(Limits::ttft).orElse(Double.NaN), w -> w.ttft().at(0.99)),
                        "limit", new Named("median", Tone.ONE, w -> w.ttft().at(0.5), w -> w.ttft().count() > 0), new Named("99th percentile", Tone.THREE, w -> w.ttft().at(0.99), w -> w.ttft().count() > 0)),
                over.picture("time-tpot", "Time per output token", "Of the requests that finished in the window.", "TPOT in ms", "ms",
                        over.near(1e3 * r.limits().map(Limits::tpot).orElse(Double.NaN), w -> 1e3 * w.tpot().at(0.99)), "limit",
                        new Named("median", Tone.ONE, w -> 1e3 * w.tpot().at(0.5), w -> w.tpot().count() > 0), new Named("99th percentile", Tone.THREE, w -> 1e3 * w.tpot().at(0.99), w -> w.tpot().count() > 0))))));
    }

    /// @param known whether a window has anything to say of it
    private record Named(String name, Tone tone, ToDoubleFunction<Window> value, Predicate<Window> known) {
        Named(String name, Tone tone, ToDoubleFunction<Window> value) {
            this(name, tone, value, _ -> true);
        }
    }

    private OptionalDouble near(double limit, ToDoubleFunction<Window> value) {
        double most = windows.stream().mapToDouble(value).max().orElse(0);
        return limit <= FAR * most ? OptionalDouble.of(limit) : OptionalDouble.empty();
    }

    private Block.Picture picture(String id, String title, String caption, String axis, String unit, OptionalDouble mark, String markName, Named... series) {
        List<Lines.Line> lines = new ArrayList<>();
        for (Named one : series) {
            List<Lines.Point> points = new ArrayList<>();
            List<Window> known = windows.stream().filter(one.known).toList();
            known.forEach(w -> points.add(new Lines.Point(w.start(), one.value.applyAsDouble(w))));
            if (known.isEmpty()) {
                continue;
            }
            points.add(new Lines.Point(known.getLast().end(), points.getLast().y()));
            lines.add(new Lines.Line(one.name, one.tone, points));
        }
        List<String> headings = new ArrayList<>(List.of("from s"));
        List.of(series).forEach(one -> headings.add(one.name));
        List<List<String>> rows = r.overTime().windows(ROWS).stream().map(w -> {
            List<String> cells = new ArrayList<>(List.of(Show.number(w.start())));
            List.of(series).forEach(one -> cells.add(one.known.test(w) ? Show.number(one.value.applyAsDouble(w)) : "-"));
            return List.copyOf(cells);
        }).toList();
        return new Block.Picture(new Figure(id, title, caption, new Lines(lines, "time", "s", axis, unit, mark, markName), new Table("%s, %s".formatted(title, axis), headings, rows)));
    }
}
