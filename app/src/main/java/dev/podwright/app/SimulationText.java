package dev.podwright.app;

import dev.podwright.simulation.ClassStatistics;
import dev.podwright.simulation.Quantiles;
import dev.podwright.workload.Load;
import dev.podwright.workload.RequestClass;
import java.util.List;

/// A simulated run as text for people.
final class SimulationText {
    private static final double[] SHARES = {0.5, 0.9, 0.95, 0.99, 0.999};

    private final StringBuilder out = new StringBuilder();

    private SimulationText() {}

    static String of(SimulationResult result) {
        SimulationText text = new SimulationText();
        text.question(result);
        text.durations(result);
        text.sums(result);
        text.classes(result);
        text.line("Step times as `explain` prices them, without host time, front end and routing skew of experts; layout lanes share requests evenly.");
        return text.out.toString();
    }

    private void question(SimulationResult r) {
        var system = r.system();
        line("%s in %s on %s: %d x %s, %d cards; %s %s rules, %,d tokens a step, %,d sequences, %,d blocks of %d tokens a replica, router %s".formatted(
                r.scenario().model().id(), system.site().quantization().label(), system.site().pod().name(), system.replicas(), system.layout(), system.chips(),
                system.rules().name(), system.rules().version(), system.rules().budget(), system.rules().mostSequences(), r.setup().pools().getFirst().blocks(), system.rules().blockTokens(),
                r.setup().router().label()));
        line(r.traffic().recorded().map(name -> "trace %s: %,d requests played, %.2f a second over %s".formatted(name, r.end().arrived(), r.perSecond(r.end().arrived()), Show.seconds(r.end().seconds())))
                .orElseGet(() -> "%s; %,d requests over %s".formatted(load(r), r.end().arrived(), Show.seconds(r.end().seconds()))));
        r.traffic().source().remarks().forEach(this::line);
        line("");
    }

    private static String load(SimulationResult r) {
        Load load = r.scenario().demand().load();
        return MixText.question(r.scenario().demand().requests()) + "; " + PlanText.load(load);
    }

    private void durations(SimulationResult r) {
        Table table = new Table("", "mean", "p50", "p90", "p95", "p99", "p99.9", "max");
        ClassStatistics all = r.statistics().all();
        row(table, "TTFT", all.ttft());
        row(table, "TPOT", all.tpot());
        row(table, "time between tokens", r.statistics().gaps());
        row(table, "end to end", all.endToEnd());
        row(table, "queueing", all.queueing());
        out.append(table);
        line("");
    }

    private static void row(Table table, String name, Quantiles q) {
        Object[] cells = new Object[SHARES.length + 3];
        cells[0] = name;
        cells[1] = Show.seconds(q.mean());
        for (int i = 0; i < SHARES.length; i++) {
            cells[2 + i] = Show.seconds(q.at(SHARES[i]));
        }
        cells[SHARES.length + 2] = Show.seconds(q.max());
        table.row(cells);
    }

    private void sums(SimulationResult r) {
        ClassStatistics all = r.statistics().all();
        line("finished %s requests (%s/s), rejected %s, preemptions %s".formatted(Show.count(all.finished()), Show.number(r.perSecond(all.finished())),
                Show.count(all.rejected()), Show.count(all.preemptions())));
        line("output %s tokens/s (%s per card), prompts %s tokens/s, of them %s from the prefix cache".formatted(Show.number(r.perSecond(all.outputTokens())),
                Show.number(r.perSecond(all.outputTokens()) / r.system().chips()), Show.number(r.perSecond(all.inputTokens())),
                Show.percent(all.inputTokens() == 0 ? 0 : all.cachedTokens() / all.inputTokens())));
        line("within the limits (TTFT %s, TPOT %s): %s of requests, goodput %s/s".formatted(Show.seconds(r.scenario().demand().limits().ttft()),
                Show.seconds(r.scenario().demand().limits().tpot()), Show.percent(all.finished() == 0 ? 0 : (double) all.good() / all.finished()), Show.number(r.perSecond(all.good()))));
        line("replicas busy %s of the time, %s sequences generating in a step on average".formatted(Show.percent(r.utilisation()), Show.number(r.statistics().meanDecoding())));
        line("");
    }

    private void classes(SimulationResult r) {
        List<ClassStatistics> classes = r.statistics().classes();
        if (classes.isEmpty()) {
            return;
        }
        Table table = new Table("class", "finished", "TTFT p50", "TTFT p99", "TPOT p50", "TPOT p99", "within limits");
        List<RequestClass> names = r.scenario().demand().requests().classes();
        for (int i = 0; i < classes.size(); i++) {
            ClassStatistics c = classes.get(i);
            table.row(names.get(i).name(), Show.count(c.finished()), Show.seconds(c.ttft().at(0.5)), Show.seconds(c.ttft().at(0.99)), Show.seconds(c.tpot().at(0.5)),
                    Show.seconds(c.tpot().at(0.99)), Show.percent(c.finished() == 0 ? 0 : (double) c.good() / c.finished()));
        }
        out.append(table);
        line("");
    }

    private void line(String text) {
        out.append(text).append(System.lineSeparator());
    }
}
