package dev.podwright.plan;

import dev.podwright.cost.Bill;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.serving.DecodeReplica;
import dev.podwright.serving.Performance;
import dev.podwright.serving.PrefillReplica;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Tries prefill and decode pools of different layouts.
final class DisaggregatedSearch {
    private static final String PREFILL = "prefill pool";
    private static final String DECODE = "decode pool";
    /// Pools of each kind that are combined, best per rank first; tests compare the winner with that of all pairs.
    static final int FINALISTS = 6;

    private final Search search;
    private final int finalists;

    DisaggregatedSearch(Search search) {
        this(search, FINALISTS);
    }

    /// @param finalists pools of each kind that are combined
    DisaggregatedSearch(Search search, int finalists) {
        this.search = search;
        this.finalists = finalists;
    }

    /// A pool replica at its best within the limits.
    private record Prefill(ServingLayout layout, PrefillReplica replica, double utilisation, double perRank) {
        double rate() {
            return replica.rate(utilisation).value();
        }
    }

    private record Decode(ServingLayout layout, DecodeReplica replica, MemoryBudget memory, int decoding, double perRank) {
        double rate() {
            return replica.rate(decoding).value();
        }
    }

    void run(List<ServingLayout> layouts) {
        // A pool that takes every rank leaves none for the other.
        List<ServingLayout> partial = layouts.stream().filter(l -> l.ranks() < search.ranks()).toList();
        List<Prefill> prefills = best(partial.stream().map(this::prefill).filter(p -> p != null).toList(), Prefill::perRank);
        List<Decode> decodes = best(partial.stream().map(this::decode).filter(d -> d != null).toList(), Decode::perRank);
        for (Prefill prefill : prefills) {
            for (Decode decode : decodes) {
                combine(prefill, decode);
            }
        }
    }

    private <T> List<T> best(List<T> pools, java.util.function.ToDoubleFunction<T> perRank) {
        List<T> sorted = new ArrayList<>(pools);
        sorted.sort(Comparator.comparingDouble(perRank).reversed());
        return sorted.subList(0, Math.min(finalists, sorted.size()));
    }

    private Prefill prefill(ServingLayout layout) {
        if (search.room(PREFILL, layout, search.demand.lengths().input()).isEmpty()) {
            return null;
        }
        PrefillReplica replica = new PrefillReplica(search.site.step(layout), search.demand.lengths());
        double limit = search.demand.limits().ttft() - transfer(layout).seconds();
        double utilisation = replica.utilisation(limit);
        if (utilisation <= 0) {
            double least = replica.prefill().seconds() + transfer(layout).seconds();
            search.reject(Constraint.TTFT, PREFILL + " " + layout, least / search.demand.limits().ttft(),
                    "one prompt and its transfer take %.0f ms".formatted(least * 1e3));
            return null;
        }
        return new Prefill(layout, replica, utilisation, replica.rate(utilisation).value() / layout.ranks());
    }

    private Decode decode(ServingLayout layout) {
        Limits limits = search.demand.limits();
        MemoryBudget memory = search.room(DECODE, layout, search.demand.lengths().total()).orElse(null);
        if (memory == null) {
            return null;
        }
        DecodeReplica replica = new DecodeReplica(search.site.step(layout), search.demand.lengths());
        double least = replica.tpot(1).value();
        if (least > limits.tpot()) {
            search.reject(Constraint.TPOT, DECODE + " " + layout, least / limits.tpot(),
                    "TPOT %.1f ms even with one sequence per attention group".formatted(least * 1e3));
            return null;
        }
        int most = (int) Math.min(AggregatedSearch.MOST_SEQUENCES, Math.floor(memory.sequences() / layout.pipeline()));
        if (most < 1) {
            return null;
        }
        int decoding = Search.largest(most, n -> replica.tpot(n).value() <= limits.tpot());
        return new Decode(layout, replica, memory, decoding, replica.rate(decoding).value() / layout.ranks());
    }

    /// The cache of one prompt goes from its prefill ranks to a decode replica, every rank sending its share.
    private Cost transfer(ServingLayout layout) {
        double perRank = search.site.memory(layout, 1, search.demand.lengths().input()).cachePerSequence();
        int apart = Math.max(1, Math.min(layout.ranks(), search.site.pod().ranks() / 2));
        return search.site.fabric().price("kv.transfer", new Collective.PointToPoint(perRank, new Group(2, apart)));
    }

    private void combine(Prefill prefill, Decode decode) {
        String candidate = "disaggregated " + prefill.layout + " + " + decode.layout;
        long ranks = search.ranks();
        Pools pools = switch (search.demand.load()) {
            case Load.Rate rate -> forRate(prefill, decode, rate.perSecond());
            case Load.Concurrency c -> forRate(prefill, decode, littlesRate(c.inFlight(), prefill, decode));
            case Load.Saturating _ -> filling(prefill, decode, (long) search.target.pod().chips() * search.target.pod().ranksPerChip());
        };
        long needed = (long) pools.prefill * prefill.layout.ranks() + (long) pools.decode * decode.layout.ranks();
        if (pools.prefill < 1 || pools.decode < 1 || needed > ranks) {
            long least = Math.max(needed, prefill.layout.ranks() + decode.layout.ranks());
            search.reject(Constraint.CAPACITY, candidate, (double) least / ranks, "%d ranks needed, %d there".formatted(least, ranks));
            return;
        }
        keep(prefill, decode, pools);
    }

    /// Requests per second that keep `inFlight` requests inside (Little's law), with decoding at its limit.
    private double littlesRate(double inFlight, Prefill prefill, Decode decode) {
        Lengths lengths = search.demand.lengths();
        double stay = prefill.replica.latency(prefill.utilisation).value() + transfer(prefill.layout).seconds()
                + (lengths.output() - 1) * decode.replica.tpot(decode.decoding).value();
        return inFlight / stay;
    }

    /// @param rate requests per second that the pools serve
    private record Pools(int prefill, int decode, double rate) {}

    private static Pools forRate(Prefill prefill, Decode decode, double rate) {
        return new Pools((int) Math.ceil(rate / prefill.rate()), (int) Math.ceil(rate / decode.rate()), rate);
    }

    /// The split of `ranks` between the pools that serves most.
    private static Pools filling(Prefill prefill, Decode decode, long ranks) {
        Pools best = new Pools(0, 0, 0);
        for (int p = 1; (long) p * prefill.layout.ranks() + decode.layout.ranks() <= ranks; p++) {
            int d = (int) ((ranks - (long) p * prefill.layout.ranks()) / decode.layout.ranks());
            double rate = Math.min(p * prefill.rate(), d * decode.rate());
            if (rate > best.rate) {
                best = new Pools(p, d, rate);
            }
        }
        return best;
    }

    private void keep(Prefill prefill, Decode decode, Pools pools) {
        Lengths lengths = search.demand.lengths();
        double utilisation = Math.min(prefill.utilisation, pools.rate / (pools.prefill * prefill.replica.rate(1).value()));
        double decoding = Search.crossing(0, decode.decoding, n -> decode.replica.rate(n).value() * pools.decode <= pools.rate);
        Cost transfer = transfer(prefill.layout);
        Interval wait = prefill.replica.latency(utilisation);
        Interval moved = transfer.interval();
        Interval ttft = new Interval(wait.low() + moved.low(), wait.value() + moved.value(), wait.high() + moved.high());
        Interval tpot = decode.replica.tpot(decoding);
        double inFlight = pools.rate * (ttft.value() + (lengths.output() - 1) * tpot.value());
        Interval capacity = least(prefill.replica.rate(prefill.utilisation).times(pools.prefill),
                decode.replica.rate(decode.decoding).times(pools.decode));
        Interval served = capacity.times(Math.min(1, pools.rate / capacity.value()));
        Deployment deployment = new Deployment.Disaggregated(prefill.layout, pools.prefill, decode.layout, pools.decode);
        int chips = search.site.chipsFor(deployment.ranks());
        search.options.add(new Option(deployment, chips, new Performance(inFlight, ttft, tpot, served, 0), capacity, decoding, decode.memory,
                decode.replica.decodeStep(decoding), prefill.replica.prefill(),
                Bill.of(search.site.pod(), search.site.chip(), chips, pools.rate * lengths.output())));
    }

    private static Interval least(Interval a, Interval b) {
        return new Interval(Math.min(a.low(), b.low()), Math.min(a.value(), b.value()), Math.min(a.high(), b.high()));
    }
}
