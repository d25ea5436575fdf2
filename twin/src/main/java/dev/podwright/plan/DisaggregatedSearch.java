package dev.podwright.plan;

import dev.podwright.cost.Bill;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.serving.ClassPerformance;
import dev.podwright.serving.DecodeReplica;
import dev.podwright.serving.EngineDefaults;
import dev.podwright.serving.Performance;
import dev.podwright.serving.PrefillReplica;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import dev.podwright.workload.RequestClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Tries prefill and decode pools of different layouts.
final class DisaggregatedSearch {
    /// Pairs of pools that are worked out to their operating point: the best of each decode layout, and what ties with
    /// the best of all.
    private static final int FINALISTS = 16;

    private final Search search;

    DisaggregatedSearch(Search search) {
        this.search = search;
    }

    /// A pool replica at its best within the limits.
    ///
    /// @param rate prompts per second of one replica within the limits
    /// @param fullRate prompts per second of one replica without a pause
    private record Prefill(ServingLayout layout, PrefillReplica replica, double utilisation, Transfers transfers, double rate, double fullRate) {}

    /// @param rate requests per second of one replica
    private record Decode(ServingLayout layout, DecodeReplica replica, MemoryBudget memory, int decoding, double rate) {}

    /// A pair of pools with the number of replicas of each.
    ///
    /// @param rate requests per second that they serve
    private record Pair(Prefill prefill, Decode decode, int prefills, int decodes, double rate) {
        long ranks() {
            return (long) prefills * prefill.layout.ranks() + (long) decodes * decode.layout.ranks();
        }

        /// Requests per second that both pools can serve within the limits.
        double capacity() {
            return Math.min(prefills * prefill.rate, decodes * decode.rate);
        }

        /// Requests inside while so many decode on every attention group (Little's law).
        double inside(double decoding, double steps) {
            double served = decodes * decode.replica.meanRate(decoding);
            double utilisation = Math.min(prefill.utilisation, served / (prefills * prefill.fullRate));
            double stay = prefill.replica.latency(utilisation).value() + prefill.transfers.mean().seconds() + steps * decode.replica.meanTpot(decoding);
            return served * stay;
        }

        /// Sequences that decode on every attention group when `rate` is served, at most what the limits allow.
        double decodingAt(double rate) {
            return Search.crossing(0, decode.decoding, n -> decodes * decode.replica.meanRate(n) <= rate);
        }
    }

    /// The best of all pairs of pools, sized for the demand.
    List<Offer> offers(List<ServingLayout> layouts) {
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
        if (fitting.isEmpty()) {
            pairs.stream().min(Comparator.comparingLong(Pair::ranks)).ifPresent(this::tooMany);
        } else {
            search.filled(Role.POOLS);
        }
        return finalists(fitting).stream().map(this::offer).toList();
    }

    /// The fewest rank-seconds for which any prefill pool processes a prompt within the limits; empty if none does.
    OptionalDouble rankSecondsPerPrompt(List<ServingLayout> layouts) {
        return layouts.stream().map(this::prefill).flatMap(Optional::stream).mapToDouble(p -> p.layout.ranks() / p.rate).min();
    }

    private static List<Pair> finalists(List<Pair> sorted) {
        Set<ServingLayout> seen = new HashSet<>();
        return sorted.stream().filter(p -> seen.add(p.decode.layout) || p.ranks() == sorted.getFirst().ranks()).limit(FINALISTS).toList();
    }

    private Comparator<Pair> order() {
        Comparator<Pair> first = search.demand.load() instanceof Load.Saturating
                ? Comparator.comparingDouble(Pair::rate).reversed()
                : Comparator.comparingLong(Pair::ranks);
        return first.thenComparing(p -> p.decode.layout.label()).thenComparing(p -> p.prefill.layout.label());
    }

    private void tooMany(Pair pair) {
        long least = Math.max(pair.ranks(), (long) pair.prefill.layout.ranks() + pair.decode.layout.ranks());
        search.reject(Constraint.CAPACITY, Role.POOLS, pair.prefill.layout + " + " + pair.decode.layout,
                (double) least / search.ranks(), "%,d ranks needed, %,d there".formatted(least, search.ranks()));
    }

    private Optional<Prefill> prefill(ServingLayout layout) {
        return search.room(Role.PREFILL, layout, EngineDefaults.TOKEN_BUDGET, Kept.PROMPT)
                .flatMap(memory -> prefill(layout, memory));
    }

    private Optional<Prefill> prefill(ServingLayout layout, MemoryBudget memory) {
        PrefillReplica replica = new PrefillReplica(search.step(layout), search.demand.requests());
        if (memory.sequences() < replica.promptsInside()) {
            search.reject(Constraint.MEMORY, Role.PREFILL, layout, replica.promptsInside() / memory.sequences(),
                    "room for the caches of %.1f prompts, %.0f are under way at once".formatted(memory.sequences(), replica.promptsInside()));
            return Optional.empty();
        }
        Transfers transfers = Transfers.of(search, layout);
        Cost transfer = transfers.mean();
        double utilisation = replica.utilisation(search.demand.limits().ttft() - transfer.seconds());
        if (utilisation <= 0) {
            double least = replica.prefill().seconds() + transfer.seconds();
            search.reject(Constraint.TTFT, Role.PREFILL, layout, least / search.demand.limits().ttft(),
                    "one prompt and its transfer take %,.0f ms".formatted(least * 1e3));
            return Optional.empty();
        }
        search.filled(Role.PREFILL);
        return Optional.of(new Prefill(layout, replica, utilisation, transfers, replica.rate(utilisation).value(), replica.rate(1).value()));
    }

    private Optional<Decode> decode(ServingLayout layout) {
        double stepTokens = EngineDefaults.MOST_SEQUENCES * (1.0 + search.site.speculation().drafts());
        return search.room(Role.DECODE, layout, stepTokens, Kept.FINISHED).flatMap(memory -> decode(layout, memory));
    }

    private Optional<Decode> decode(ServingLayout layout, MemoryBudget memory) {
        Limits limits = search.demand.limits();
        DecodeReplica replica = new DecodeReplica(search.step(layout), search.demand.requests());
        double least = replica.meanTpot(1);
        if (least > limits.tpot()) {
            search.reject(Constraint.TPOT, Role.DECODE, layout, least / limits.tpot(),
                    "TPOT %.1f ms even with one sequence per attention group".formatted(least * 1e3));
            return Optional.empty();
        }
        int most = search.mostDecoding(Role.DECODE, layout, memory);
        if (most < 1) {
            return Optional.empty();
        }
        int decoding = Search.largest(most, n -> replica.meanTpot(n) <= limits.tpot());
        search.filled(Role.DECODE);
        return Optional.of(new Decode(layout, replica, memory, decoding, replica.meanRate(decoding)));
    }

    private Pair pair(Prefill prefill, Decode decode) {
        return switch (search.demand.load()) {
            case Load.Rate rate -> forRate(prefill, decode, rate.perSecond());
            case Load.Concurrency c -> forClients(prefill, decode, c.inFlight());
            case Load.Saturating _ -> filling(prefill, decode, search.ranks());
        };
    }

    /// The fewest replicas that hold so many requests within the limits: the pool that fills first gets one more until all
    /// are inside.
    private Pair forClients(Prefill prefill, Decode decode, double inFlight) {
        double steps = search.demand.requests().decodeSteps();
        // At the limits requests stay longest, so at least this rate has to be served.
        double longest = prefill.replica.latency(prefill.utilisation).value() + prefill.transfers.mean().seconds() + steps * decode.replica.meanTpot(decode.decoding);
        Pair pair = forRate(prefill, decode, inFlight / longest);
        while (pair.ranks() <= search.ranks() && pair.inside(pair.decodingAt(pair.capacity()), steps) < inFlight) {
            boolean prompts = pair.prefills * prefill.rate <= pair.decodes * decode.rate;
            pair = new Pair(prefill, decode, pair.prefills + (prompts ? 1 : 0), pair.decodes + (prompts ? 0 : 1), pair.rate);
        }
        return pair;
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

    private Offer offer(Pair pair) {
        Interval capacity = least(pair.prefill.replica.rate(pair.prefill.utilisation).times(pair.prefills),
                pair.decode.replica.rate(pair.decode.decoding).times(pair.decodes));
        Deployment deployment = new Deployment.Disaggregated(pair.prefill.layout, pair.prefills, pair.decode.layout, pair.decodes);
        return new Offer(search.site.chipsFor(pair.ranks()), capacity.value(), deployment.kind(), () -> option(pair, deployment, capacity));
    }

    private Option option(Pair pair, Deployment deployment, Interval capacity) {
        Lengths lengths = search.demand.lengths();
        PrefillReplica prefill = pair.prefill.replica;
        DecodeReplica decode = pair.decode.replica;
        double decoding = operating(pair);
        double rate = pair.decodes * decode.meanRate(decoding);
        double utilisation = Math.min(pair.prefill.utilisation, rate / (pair.prefills * pair.prefill.fullRate));
        Interval ttft = plus(prefill.latency(utilisation), pair.prefill.transfers.mean().interval());
        Interval tpot = decode.tpot(decoding);
        double inFlight = rate * (ttft.value() + search.demand.requests().decodeSteps() * tpot.value());
        Interval served = search.served(capacity.times(Math.min(1, rate / capacity.value())));
        int chips = search.site.chipsFor(deployment.ranks());
        return new Option(deployment, chips, new Performance(inFlight, ttft, tpot, served, 0, classes(pair, utilisation)), capacity, decoding, pair.decode.memory,
                decode.decodeStep(decoding), prefill.prefill(), Bill.of(search.site.pod(), search.site.chip(), chips, rate * lengths.output()));
    }

    /// Time counts by ranks: those of the prefill pool while they work, those of the decode pool always.
    private List<ClassPerformance> classes(Pair pair, double utilisation) {
        List<RequestClass> requests = search.demand.requests().classes();
        List<Interval> latencies = pair.prefill.replica.latencies(utilisation);
        List<Double> shares = pair.prefill.replica.shares();
        double prefill = utilisation * pair.prefills * pair.prefill.layout.ranks();
        double decode = (double) pair.decodes * pair.decode.layout.ranks();
        List<ClassPerformance> classes = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            Interval ttft = plus(latencies.get(i), pair.prefill.transfers.each().get(i).interval());
            double time = prefill * shares.get(i) + decode * search.demand.requests().decodingShare(requests.get(i));
            classes.add(new ClassPerformance(requests.get(i), ttft, time / (prefill + decode)));
        }
        return classes;
    }

    private static Interval plus(Interval a, Interval b) {
        return new Interval(a.low() + b.low(), a.value() + b.value(), a.high() + b.high());
    }

    /// Sequences that decode on every attention group when the demand is served.
    private double operating(Pair pair) {
        double steps = search.demand.requests().decodeSteps();
        return switch (search.demand.load()) {
            case Load.Rate rate -> pair.decodingAt(rate.perSecond());
            case Load.Concurrency c -> Search.crossing(0, pair.decodingAt(pair.capacity()), n -> pair.inside(n, steps) <= c.inFlight());
            case Load.Saturating _ -> pair.decodingAt(pair.capacity());
        };
    }

    private static Interval least(Interval a, Interval b) {
        return new Interval(Math.min(a.low(), b.low()), Math.min(a.value(), b.value()), Math.min(a.high(), b.high()));
    }
}
