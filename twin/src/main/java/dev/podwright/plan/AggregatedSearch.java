package dev.podwright.plan;

import dev.podwright.cost.Bill;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.serving.AggregatedReplica;
import dev.podwright.serving.EngineDefaults;
import dev.podwright.serving.Means;
import dev.podwright.serving.Performance;
import dev.podwright.units.Interval;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.ArrayList;
import java.util.List;

/// Tries every layout as a replica that processes prompts and generates on the same ranks.
final class AggregatedSearch {
    private final Search search;
    private final List<Offer> offers = new ArrayList<>();

    AggregatedSearch(Search search) {
        this.search = search;
    }

    /// What passes, sized for the demand.
    List<Offer> offers(List<ServingLayout> layouts) {
        for (ServingLayout layout : layouts) {
            search.room(Role.AGGREGATED, layout, EngineDefaults.TOKEN_BUDGET, Kept.FINISHED).ifPresent(memory -> consider(layout, memory));
        }
        return offers;
    }

    private void consider(ServingLayout layout, MemoryBudget memory) {
        Limits limits = search.demand.limits();
        AggregatedReplica replica = new AggregatedReplica(search.step(layout), search.demand.requests());
        Means least = replica.means(1);
        if (least.tpot() > limits.tpot()) {
            search.reject(Constraint.TPOT, Role.AGGREGATED, layout, least.tpot() / limits.tpot(),
                    "TPOT %.1f ms even with one sequence per attention group".formatted(least.tpot() * 1e3));
            return;
        }
        if (least.ttft() > limits.ttft()) {
            search.reject(Constraint.TTFT, Role.AGGREGATED, layout, least.ttft() / limits.ttft(),
                    "TTFT %.0f ms even with one sequence per attention group".formatted(least.ttft() * 1e3));
            return;
        }
        int most = search.mostDecoding(Role.AGGREGATED, layout, memory);
        if (most < 1) {
            return;
        }
        int decoding = Search.largest(most, n -> within(replica.means(n), limits));
        place(layout, memory, replica, decoding);
    }

    private static boolean within(Means means, Limits limits) {
        return means.tpot() <= limits.tpot() && means.ttft() <= limits.ttft();
    }

    private void place(ServingLayout layout, MemoryBudget memory, AggregatedReplica replica, int decoding) {
        Performance full = replica.at(decoding);
        double perReplica = full.requestsPerSecond().value();
        long available = search.replicas(layout);
        long replicas = switch (search.demand.load()) {
            case Load.Rate rate -> (long) Math.ceil(rate.perSecond() / perReplica);
            case Load.Concurrency c -> (long) Math.ceil(c.inFlight() / full.inFlight());
            case Load.Saturating _ -> available;
        };
        if (replicas > available || available == 0) {
            search.reject(Constraint.CAPACITY, Role.AGGREGATED, layout, Math.max(1.0, replicas) / available,
                    "%,d replicas needed, %,d fit on %,d chips".formatted(replicas, available, search.site.chipsFor(search.ranks())));
            return;
        }
        search.filled(Role.AGGREGATED);
        Deployment.Aggregated deployment = new Deployment.Aggregated(layout, Math.toIntExact(replicas));
        offers.add(new Offer(search.site.chipsFor(deployment.ranks()), full.requestsPerSecond().times(replicas).value(),
                deployment.kind(), () -> option(deployment, memory, replica, full, operating(replica, decoding, replicas))));
    }

    /// Sequences that decode on every attention group when all replicas together serve the demand.
    private double operating(AggregatedReplica replica, int decoding, long replicas) {
        return switch (search.demand.load()) {
            case Load.Rate rate -> Search.crossing(0, decoding,
                    n -> replica.means(n).requestsPerSecond() * replicas <= rate.perSecond());
            case Load.Concurrency c -> Search.crossing(0, decoding, n -> replica.means(n).inFlight() * replicas <= c.inFlight());
            case Load.Saturating _ -> decoding;
        };
    }

    private Option option(Deployment.Aggregated deployment, MemoryBudget memory, AggregatedReplica replica, Performance full, double decoding) {
        Performance one = replica.at(decoding);
        Interval served = search.served(one.requestsPerSecond().times(deployment.replicas()));
        Performance all = new Performance(one.inFlight() * deployment.replicas(), one.ttft(), one.tpot(), served, one.prefillShare(), one.classes());
        int chips = search.site.chipsFor(deployment.ranks());
        double tokens = all.requestsPerSecond().value() * search.demand.lengths().output();
        return new Option(deployment, chips, all, full.requestsPerSecond().times(deployment.replicas()), decoding, memory,
                replica.decodeStep(decoding), replica.prefill(), Bill.of(search.site.pod(), search.site.chip(), chips, tokens));
    }
}
