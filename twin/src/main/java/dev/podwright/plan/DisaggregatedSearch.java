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
import java.util.Optional;

/// Tries prefill and decode pools of different layouts.
final class DisaggregatedSearch {
    private static final String PREFILL = "prefill pool";
    private static final String DECODE = "decode pool";
    /// Pairs of pools that are worked out to their operating point, of all that fit, fewest ranks first.
    private static final int FINALISTS = 12;

    private final Search search;

    DisaggregatedSearch(Search search) {
        this.search = search;
    }

    /// A pool replica at its best within the limits.
    ///
    /// @param rate prompts per second of one replica
    private record Prefill(ServingLayout layout, PrefillReplica replica, double utilisation, Cost transfer, double rate) {}

    /// @param rate requests per second of one replica
    private record Decode(ServingLayout layout, DecodeReplica replica, MemoryBudget memory, int decoding, double rate) {}

    /// A pair of pools with the number of replicas of each.
    ///
    /// @param rate requests per second that they serve
    private record Pair(Prefill prefill, Decode decode, int prefills, int decodes, double rate) {
        long ranks() {
            return (long) prefills * prefill.layout.ranks() + (long) decodes * decode.layout.ranks();
        }

        double rateOfRank() {
            return rate / ranks();
        }
    }

    /// Every pair of pools is sized; the best are worked out.
    void run(List<ServingLayout> layouts) {
        // A pool that takes every rank leaves none for the other.
        List<ServingLayout> partial = layouts.stream().filter(l -> l.ranks() < search.ranks()).toList();
        List<Prefill> prefills = partial.stream().map(this::prefill).flatMap(Optional::stream).toList();
        List<Decode> decodes = partial.stream().map(this::decode).flatMap(Optional::stream).toList();
        List<Pair> pairs = new ArrayList<>();
        for (Prefill prefill : prefills) {
            for (Decode decode : decodes) {
                pairs.add(pair(prefill, decode));
            }
        }
        List<Pair> fitting = pairs.stream().filter(p -> p.rate > 0 && p.ranks() <= search.ranks()).sorted(order()).toList();
        fitting.stream().limit(FINALISTS).forEach(this::keep);
        if (fitting.isEmpty()) {
            pairs.stream().min(Comparator.comparingLong(Pair::ranks)).ifPresent(this::tooMany);
        }
    }

    private Comparator<Pair> order() {
        Comparator<Pair> first = search.demand.load() instanceof Load.Saturating
                ? Comparator.comparingDouble(Pair::rateOfRank).reversed()
                : Comparator.comparingLong(Pair::ranks);
        return first.thenComparing(p -> p.decode.layout.label()).thenComparing(p -> p.prefill.layout.label());
    }

    private void tooMany(Pair pair) {
        long least = Math.max(pair.ranks(), (long) pair.prefill.layout.ranks() + pair.decode.layout.ranks());
        search.reject(Constraint.CAPACITY, "disaggregated " + pair.prefill.layout + " + " + pair.decode.layout,
                (double) least / search.ranks(), "%d ranks needed, %d there".formatted(least, search.ranks()));
    }

    private Optional<Prefill> prefill(ServingLayout layout) {
        if (search.room(PREFILL, layout, search.demand.lengths().input()).isEmpty()) {
            return Optional.empty();
        }
        PrefillReplica replica = new PrefillReplica(search.step(layout), search.demand.lengths());
        Cost transfer = transfer(layout);
        double utilisation = replica.utilisation(search.demand.limits().ttft() - transfer.seconds());
        if (utilisation <= 0) {
            double least = replica.prefill().seconds() + transfer.seconds();
            search.reject(Constraint.TTFT, PREFILL + " " + layout, least / search.demand.limits().ttft(),
                    "one prompt and its transfer take %.0f ms".formatted(least * 1e3));
            return Optional.empty();
        }
        return Optional.of(new Prefill(layout, replica, utilisation, transfer, replica.rate(utilisation).value()));
    }

    private Optional<Decode> decode(ServingLayout layout) {
        return search.room(DECODE, layout, search.demand.lengths().total()).flatMap(memory -> decode(layout, memory));
    }

    private Optional<Decode> decode(ServingLayout layout, MemoryBudget memory) {
        Limits limits = search.demand.limits();
        DecodeReplica replica = new DecodeReplica(search.step(layout), search.demand.lengths());
        double least = replica.meanTpot(1);
        if (least > limits.tpot()) {
            search.reject(Constraint.TPOT, DECODE + " " + layout, least / limits.tpot(),
                    "TPOT %.1f ms even with one sequence per attention group".formatted(least * 1e3));
            return Optional.empty();
        }
        int most = search.mostDecoding(DECODE, layout, memory);
        if (most < 1) {
            return Optional.empty();
        }
        int decoding = Search.largest(most, n -> replica.meanTpot(n) <= limits.tpot());
        return Optional.of(new Decode(layout, replica, memory, decoding, replica.meanRate(decoding)));
    }

    /// The cache of one prompt goes from its prefill ranks to a decode replica, every rank sending its share.
    private Cost transfer(ServingLayout layout) {
        double perRank = search.site.memory(layout, 1, search.demand.lengths().input()).cachePerSequence();
        int apart = Math.max(1, Math.min(layout.ranks(), search.site.pod().ranks() / 2));
        return search.site.fabric().price("kv.transfer", new Collective.PointToPoint(perRank, new Group(2, apart)));
    }

    private Pair pair(Prefill prefill, Decode decode) {
        return switch (search.demand.load()) {
            case Load.Rate rate -> forRate(prefill, decode, rate.perSecond());
            case Load.Concurrency c -> forRate(prefill, decode, littlesRate(c.inFlight(), prefill, decode));
            case Load.Saturating _ -> filling(prefill, decode, search.ranks());
        };
    }

    /// Requests per second that keep `inFlight` requests inside (Little's law), with decoding at its limit.
    private double littlesRate(double inFlight, Prefill prefill, Decode decode) {
        double stay = prefill.replica.latency(prefill.utilisation).value() + prefill.transfer.seconds()
                + search.demand.lengths().decodeSteps() * decode.replica.meanTpot(decode.decoding);
        return inFlight / stay;
    }

    private static Pair forRate(Prefill prefill, Decode decode, double rate) {
        return new Pair(prefill, decode, (int) Math.ceil(rate / prefill.rate), (int) Math.ceil(rate / decode.rate), rate);
    }

    /// The split of `ranks` between the pools that serves most.
    private static Pair filling(Prefill prefill, Decode decode, long ranks) {
        Pair best = new Pair(prefill, decode, 1, 1, 0);
        for (int p = 1; (long) p * prefill.layout.ranks() + decode.layout.ranks() <= ranks; p++) {
            int d = (int) ((ranks - (long) p * prefill.layout.ranks()) / decode.layout.ranks());
            double rate = Math.min(p * prefill.rate, d * decode.rate);
            if (rate > best.rate) {
                best = new Pair(prefill, decode, p, d, rate);
            }
        }
        return best;
    }

    private void keep(Pair pair) {
        Interval capacity = least(pair.prefill.replica.rate(pair.prefill.utilisation).times(pair.prefills),
                pair.decode.replica.rate(pair.decode.decoding).times(pair.decodes));
        search.offers.add(new Offer(search.site.chipsFor(pair.ranks()), capacity.value(), () -> option(pair, capacity)));
    }

    private Option option(Pair pair, Interval capacity) {
        Lengths lengths = search.demand.lengths();
        PrefillReplica prefill = pair.prefill.replica;
        DecodeReplica decode = pair.decode.replica;
        double utilisation = Math.min(pair.prefill.utilisation, pair.rate / (pair.prefills * prefill.rate(1).value()));
        double decoding = Search.crossing(0, pair.decode.decoding, n -> decode.meanRate(n) * pair.decodes <= pair.rate);
        Interval wait = prefill.latency(utilisation);
        Interval moved = pair.prefill.transfer.interval();
        Interval ttft = new Interval(wait.low() + moved.low(), wait.value() + moved.value(), wait.high() + moved.high());
        Interval tpot = decode.tpot(decoding);
        double inFlight = pair.rate * (ttft.value() + lengths.decodeSteps() * tpot.value());
        Interval served = capacity.times(Math.min(1, pair.rate / capacity.value()));
        Deployment deployment = new Deployment.Disaggregated(pair.prefill.layout, pair.prefills, pair.decode.layout, pair.decodes);
        int chips = search.site.chipsFor(deployment.ranks());
        return new Option(deployment, chips, new Performance(inFlight, ttft, tpot, served, 0), capacity, decoding, pair.decode.memory,
                decode.decodeStep(decoding), prefill.prefill(), Bill.of(search.site.pod(), search.site.chip(), chips, pair.rate * lengths.output()));
    }

    private static Interval least(Interval a, Interval b) {
        return new Interval(Math.min(a.low(), b.low()), Math.min(a.value(), b.value()), Math.min(a.high(), b.high()));
    }
}
