package dev.podwright.app;

import dev.podwright.simulation.ClassStatistics;
import dev.podwright.simulation.ReplicaStatistics;
import dev.podwright.simulation.Window;
import dev.podwright.workload.Limits;
import dev.podwright.workload.RequestClass;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The tables of a simulated run: by class, by replica, over time; each short enough to read.
final class SimulationTables {
    private static final int MOST_REPLICAS = 8;
    private static final int MOST_WINDOWS = 8;

    private SimulationTables() {}

    static String of(SimulationResult r) {
        StringBuilder out = new StringBuilder();
        classes(r).appendTo(out);
        replicas(r).appendTo(out);
        overTime(r).appendTo(out);
        return out.toString();
    }

    private static Titled classes(SimulationResult r) {
        Table table = new Table("class", "finished", "TTFT p50", "p99", "TPOT p50", "p99", "end to end p50", "p99", "limits", "within");
        List<ClassStatistics> classes = r.statistics().classes();
        List<RequestClass> names = r.scenario().demand().requests().classes();
        for (int i = 0; i < classes.size(); i++) {
            ClassStatistics c = classes.get(i);
            Limits limits = r.traffic().limits().get(i);
            table.row(names.get(i).name(), Show.count(c.finished()), Show.seconds(c.ttft().at(0.5)), Show.seconds(c.ttft().at(0.99)), Show.seconds(c.tpot().at(0.5)),
                    Show.seconds(c.tpot().at(0.99)), Show.seconds(c.endToEnd().at(0.5)), Show.seconds(c.endToEnd().at(0.99)), "%s, %s".formatted(SimulationText.limit(limits.ttft()), SimulationText.limit(limits.tpot())), Show.percent(r.within(c)));
        }
        return new Titled(table, "");
    }

    /// The busiest first where there are too many to show.
    private static Titled replicas(SimulationResult r) {
        List<ReplicaStatistics> all = r.replicas().all();
        Table table = new Table("replica", "busy", "requests", "output tokens/s", "prompt tokens/s", "sequences a step", "preemptions", "longest queue", "cache at most");
        List<Integer> shown = IntStream.range(0, all.size()).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -all.get(i).busySeconds()).thenComparing(i -> i)).limit(all.size() > 1 ? MOST_REPLICAS : 0).sorted().toList();
        for (int i : shown) {
            ReplicaStatistics one = all.get(i);
            table.row("%d%s".formatted(i + 1, SimulationText.role(one.pool()).replaceFirst("(.): ", " $1")), Show.percent(r.perSecond(one.busySeconds())), Show.count(one.finished()), Show.number(r.perSecond(one.outputTokens())), Show.number(r.perSecond(one.promptTokens())), Show.number(one.meanDecoding()),
                    Show.count(one.preemptions()), Show.count(one.peakWaiting()), Show.percent(one.peakCacheUse()));
        }
        return new Titled(table, all.size() > MOST_REPLICAS ? "the %d busiest of %s replicas; --json has all".formatted(MOST_REPLICAS, Show.count(all.size())) : "");
    }

    private static Titled overTime(SimulationResult r) {
        Table table = new Table("from s", "arrivals/s", "finished/s", "output tokens/s", "busy", "generating", "queue", "cache", "TTFT p50", "p99");
        for (Window w : r.overTime().windows(MOST_WINDOWS)) {
            table.row(Show.number(w.start()), Show.number(w.perSecond(w.arrived())), Show.number(w.perSecond(w.finished())), Show.number(w.perSecond(w.outputTokens())), Show.percent(w.busy()),
                    Show.number(w.running()), Show.number(w.waiting()), Show.percent(w.cacheUse()), w.ttft().count() == 0 ? "-" : Show.seconds(w.ttft().at(0.5)),
                    w.ttft().count() == 0 ? "-" : Show.seconds(w.ttft().at(0.99)));
        }
        return new Titled(table, "");
    }

    private record Titled(Table table, String note) {
        void appendTo(StringBuilder out) {
            if (table.isEmpty()) {
                return;
            }
            out.append(table);
            if (!note.isEmpty()) {
                out.append(note).append(System.lineSeparator());
            }
            out.append(System.lineSeparator());
        }
    }
}
