package dev.podwright.plan;

import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.ServingLayout;
import dev.podwright.scenario.Target;
import dev.podwright.step.ServingStep;
import dev.podwright.serving.Bisection;
import dev.podwright.serving.EngineDefaults;
import dev.podwright.units.Interval;
import dev.podwright.units.Unit;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Load;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;

/// What the searches for one pod share: the demand, the candidates found and the reasons against the others.
final class Search {
    /// Beyond any announced cluster (about a million cards); a system does not grow further.
    private static final long MOST_RANKS = 1 << 28;
    private static final int HALVINGS = 30;

    final Site site;
    final Target target;
    final Demand demand;
    private final boolean grows;
    final List<Rejection> rejections = new ArrayList<>();
    private final Set<Role> filled = EnumSet.noneOf(Role.class);
    private final Map<ServingLayout, ServingStep> steps = new HashMap<>();

    /// @param grows whether copies of the pod may be added
    Search(Site site, Target target, Demand demand, boolean grows) {
        this.grows = grows;
        this.site = site;
        this.target = target;
        this.demand = demand;
    }

    /// The steps of `layout`, which every search of this pod shares: what one has priced, the next finds.
    ServingStep step(ServingLayout layout) {
        return steps.computeIfAbsent(layout, site::served);
    }

    /// Ranks that may be used in all.
    long ranks() {
        return all() - site.damage().map(d -> d.lost().length).orElse(0);
    }

    /// Replicas of `layout` that may be used in all.
    long replicas(ServingLayout layout) {
        return site.replicas(layout, all());
    }

    private long all() {
        return grows ? MOST_RANKS : (long) target.pod().chips() * target.pod().ranksPerChip();
    }

    /// Most sequences that may decode on every attention group, one micro-batch of them per pipeline stage; 0 after
    /// noting that memory does not hold one each.
    int mostDecoding(Role role, ServingLayout layout, MemoryBudget memory) {
        int most = (int) Math.min(EngineDefaults.MOST_SEQUENCES, Math.floor(memory.sequences() / layout.pipeline()));
        if (most < 1) {
            reject(Constraint.MEMORY, role, layout, layout.pipeline() / memory.sequences(),
                    "room for %.1f sequences, one per pipeline stage needed".formatted(memory.sequences()));
        }
        return most;
    }

    /// What is served of `possible`: an open loop never gets more than it asks for.
    Interval served(Interval possible) {
        return demand.load() instanceof Load.Rate rate ? possible.cappedAt(rate.perSecond()) : possible;
    }

    void reject(Constraint constraint, Role role, ServingLayout layout, double margin, String detail) {
        reject(constraint, role, layout.label(), margin, detail);
    }

    void reject(Constraint constraint, Role role, String layout, double margin, String detail) {
        rejections.add(new Rejection(constraint, role, layout, margin, detail));
    }

    /// Notes that at least one layout passes as `role`: it is not what stands in the way.
    void filled(Role role) {
        filled.add(role);
    }

    /// For each role that no layout fills: the candidate that came furthest through the checks, and of those the one that
    /// misses least.
    List<Rejection> nearest() {
        Comparator<Rejection> closeness = Comparator.comparingInt((Rejection r) -> -r.constraint().stage()).thenComparingDouble(Rejection::margin);
        return Arrays.stream(Role.values()).filter(role -> !filled.contains(role))
                .flatMap(role -> rejections.stream().filter(r -> r.role() == role).min(closeness).stream())
                .toList();
    }

    /// The memory of `layout`, or empty after noting why it cannot be.
    ///
    /// @param stepTokens most tokens that a step carries per rank
    /// @param kept whose cache a sequence keeps; the longest of a mix has to fit, the others count by their mean
    Optional<MemoryBudget> room(Role role, ServingLayout layout, double stepTokens, Kept kept) {
        Optional<String> conflict = layout.conflict(site.model());
        if (conflict.isPresent()) {
            reject(Constraint.SHAPE, role, layout, Double.POSITIVE_INFINITY, conflict.get());
            return Optional.empty();
        }
        MemoryBudget memory = site.memory(layout, stepTokens, kept.longest(demand.requests()));
        if (!memory.fits()) {
            MemoryTerm largest = memory.largest();
            double needed = memory.fixedBytes() + memory.cachePerSequence();
            reject(Constraint.MEMORY, role, layout, needed / memory.usable(),
                    "%,.1f GiB short of %,.1f GiB usable per rank; largest: %s %,.1f GiB".formatted(Unit.GIB.fromSi(memory.shortfall()),
                            Unit.GIB.fromSi(memory.usable()), largest.name(), Unit.GIB.fromSi(largest.bytes())));
            return Optional.empty();
        }
        return Optional.of(demand.requests().single() ? memory : mixed(memory, layout, kept));
    }

    /// The budget with the cache of a mean sequence in place of the longest.
    private MemoryBudget mixed(MemoryBudget longest, ServingLayout layout, Kept kept) {
        double cache = kept.mean(demand.requests(), c -> cacheBytes(layout, kept.tokens(c)));
        return new MemoryBudget(longest.usable(), longest.fixed(), cache, kept.mean(demand.requests(), kept::tokens));
    }

    /// Bytes that a sequence of so many tokens keeps on a rank.
    double cacheBytes(ServingLayout layout, double tokens) {
        return site.memory(layout, 1, tokens).cachePerSequence();
    }

    /// The largest whole number in [1, most] that `allowed` accepts, given that it accepts 1 and, once it refuses,
    /// refuses all larger ones.
    static int largest(int most, DoublePredicate allowed) {
        int accepted = 1;
        int refused = most + 1;
        while (refused - accepted > 1) {
            int middle = (accepted + refused) >>> 1;
            if (allowed.test(middle)) {
                accepted = middle;
            } else {
                refused = middle;
            }
        }
        return accepted;
    }

    /// Where a predicate that holds below and fails above changes, between `low` and `high`.
    static double crossing(double low, double high, DoublePredicate below) {
        return Bisection.crossing(low, high, HALVINGS, below);
    }
}
