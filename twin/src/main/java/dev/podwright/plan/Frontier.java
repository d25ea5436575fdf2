package dev.podwright.plan;

import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Scenario.Mode;
import dev.podwright.serving.AggregatedReplica;
import dev.podwright.serving.DecodeReplica;
import dev.podwright.serving.EngineDefaults;
import dev.podwright.serving.Means;
import dev.podwright.workload.Demand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a pod trades: how fast one answer flows against how many flow from each card. Every layout at every batch, a power
/// of two, whose prompts meet the TTFT limit; the limit on TPOT is left aside, so that one sees what it costs.
///
/// Pools are counted in the proportion in which they keep up with each other, not in whole replicas.
///
/// @param points by TPOT, then by throughput
public record Frontier(List<Point> points) {

    /// A layout at a batch.
    ///
    /// @param layout of the replica, or of the decode pool
    /// @param pools whether prompts are processed by ranks of their own
    /// @param decoding sequences per attention group and pipeline stage
    /// @param tpot seconds per output token
    /// @param tokensPerSecondPerChip output tokens per second and chip as sold, the prefill pool's chips counted
    /// @param best whether no other point is as fast and gives as much
    public record Point(ServingLayout layout, boolean pools, double decoding, double tpot, double tokensPerSecondPerChip, boolean best) {}

    public Frontier {
        points = List.copyOf(points);
    }

    public static Frontier of(Scenario scenario, PodPlan pod) {
        Site site = pod.site();
        Search search = new Search(site, pod.target(), scenario.demand(), false);
        List<ServingLayout> layouts = Layouts.of(site.model(), site.pod().ranks(), site.scaleUpRanks());
        List<Point> points = new ArrayList<>();
        if (scenario.mode() != Mode.DISAGGREGATED) {
            layouts.forEach(layout -> aggregated(search, layout, points));
        }
        if (scenario.mode() != Mode.AGGREGATED) {
            // A pool that takes every rank leaves none for the other.
            List<ServingLayout> partial = layouts.stream().filter(l -> l.ranks() < site.pod().ranks()).toList();
            new DisaggregatedSearch(search).rankSecondsPerPrompt(partial)
                    .ifPresent(prompt -> partial.forEach(layout -> pools(search, layout, prompt, points)));
        }
        return new Frontier(marked(points));
    }

    private static void aggregated(Search search, ServingLayout layout, List<Point> points) {
        Demand demand = search.demand;
        MemoryBudget memory = search.room(Role.AGGREGATED, layout, EngineDefaults.TOKEN_BUDGET, Kept.FINISHED).orElse(null);
        if (memory == null) {
            return;
        }
        AggregatedReplica replica = new AggregatedReplica(search.step(layout), demand.requests());
        int most = search.mostDecoding(Role.AGGREGATED, layout, memory);
        for (int decoding = 1; decoding <= most; decoding *= 2) {
            Means means = replica.means(decoding);
            if (means.ttft() <= demand.limits().ttft()) {
                points.add(point(search, layout, false, decoding, means.tpot(), layout.ranks() / means.requestsPerSecond()));
            }
        }
    }

    private static void pools(Search search, ServingLayout layout, double prompt, List<Point> points) {
        double stepTokens = EngineDefaults.MOST_SEQUENCES * (1.0 + search.site.speculation().drafts());
        MemoryBudget memory = search.room(Role.DECODE, layout, stepTokens, Kept.FINISHED).orElse(null);
        if (memory == null) {
            return;
        }
        DecodeReplica replica = new DecodeReplica(search.step(layout), search.demand.requests());
        int most = search.mostDecoding(Role.DECODE, layout, memory);
        for (int decoding = 1; decoding <= most; decoding *= 2) {
            points.add(point(search, layout, true, decoding, replica.meanTpot(decoding), prompt + layout.ranks() / replica.meanRate(decoding)));
        }
    }

    /// @param rankSeconds that one request costs
    private static Point point(Search search, ServingLayout layout, boolean pools, double decoding, double tpot, double rankSeconds) {
        double perChip = search.demand.lengths().output() * search.site.pod().ranksPerChip() / rankSeconds;
        return new Point(layout, pools, decoding, tpot, perChip, false);
    }

    private static List<Point> marked(List<Point> points) {
        List<Point> sorted = points.stream()
                .sorted(Comparator.comparingDouble(Point::tpot).thenComparing(Point::tokensPerSecondPerChip, Comparator.reverseOrder())
                        .thenComparing(p -> p.layout.label()).thenComparing(Point::pools))
                .toList();
        List<Point> marked = new ArrayList<>();
        double most = 0;
        for (Point point : sorted) {
            boolean best = point.tokensPerSecondPerChip > most;
            most = Math.max(most, point.tokensPerSecondPerChip);
            marked.add(new Point(point.layout, point.pools, point.decoding, point.tpot, point.tokensPerSecondPerChip, best));
        }
        return marked;
    }
}
