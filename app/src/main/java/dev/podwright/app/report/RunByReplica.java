package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.SimulationResult;
import dev.podwright.simulation.ReplicaStatistics;
import dev.podwright.simulation.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A simulated run replica by replica.
final class RunByReplica {
    private static final int COLUMNS = 64;
    private static final int MOST = 64;

    private RunByReplica() {}

    static Section section(SimulationResult r) {
        List<Window> windows = r.overTime().windows(COLUMNS);
        double[][] queues = r.overTime().queues(COLUMNS);
        int[] first = r.overTime().firstOfRows();
        int all = r.replicas().all().size();
        List<String> rows = IntStream.range(0, first.length).mapToObj(i -> {
            int last = i + 1 < first.length ? first[i + 1] : all;
            return last - first[i] == 1 ? "replica %d%s".formatted(last, r.deployment().apart() ? ", " + SimulationReport.role(r.replicas().all().get(first[i]).pool()) : "") : "replicas %d-%d".formatted(first[i] + 1, last);
        }).toList();
        double most = Arrays.stream(queues).flatMapToDouble(Arrays::stream).max().orElse(0);
        Heat heat = new Heat(rows, windows.getFirst().seconds(), "time", "s", "requests waiting", Tone.THREE, queues);
        Table numbers = new Table("Requests waiting", List.of("replicas", "mean", "longest window"), IntStream.range(0, rows.size()).mapToObj(i ->
                List.of(rows.get(i), Show.number(mean(queues[i], windows)), Show.number(Arrays.stream(queues[i]).max().orElse(0)))).toList());
        Figure figure = new Figure("queues", "Queues", "The stronger the colour, the more requests wait, up to %s. A row that is stronger than those beside it got more than its share."
                .formatted(Show.number(most)), heat, numbers);
        return new Section("replicas", "Replica by replica", "Where requests waited, and how evenly the work was shared.",
                List.of(new Block.Picture(figure), new Block.Rows(table(r))));
    }

    private static double mean(double[] values, List<Window> windows) {
        double seconds = windows.stream().mapToDouble(Window::seconds).sum();
        return seconds == 0 ? 0 : IntStream.range(0, values.length).mapToDouble(i -> values[i] * windows.get(i).seconds()).sum() / seconds;
    }

    private static Table table(SimulationResult r) {
        List<ReplicaStatistics> all = r.replicas().all();
        List<Integer> shown = IntStream.range(0, all.size()).boxed().sorted(Comparator.comparingDouble((Integer i) -> -all.get(i).busySeconds()).thenComparing(i -> i)).limit(MOST).sorted().toList();
        List<List<String>> rows = new ArrayList<>();
        for (int i : shown) {
            ReplicaStatistics one = all.get(i);
            rows.add(List.of("replica %d".formatted(i + 1), SimulationReport.role(one.pool()), Show.percent(r.perSecond(one.busySeconds())), Show.count(one.finished()), Show.number(r.perSecond(one.outputTokens())),
                    Show.number(r.perSecond(one.promptTokens())), Show.number(one.meanDecoding()), Show.count(one.preemptions()), Show.count(one.peakWaiting()), Show.percent(one.peakCacheUse())));
        }
        String caption = all.size() > MOST ? "The %d busiest of %s replicas".formatted(MOST, Show.count(all.size())) : "What each replica did";
        return new Table(caption, List.of("replica", "does", "busy", "finished", "output tokens/s", "prompt tokens computed/s", "sequences a step", "preemptions", "longest queue",
                "cache at most"), rows);
    }
}
