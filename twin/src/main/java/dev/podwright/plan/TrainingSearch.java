package dev.podwright.plan;

import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.StageMemory;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.plan.Variants.Variant;
import dev.podwright.schedule.Schedule;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Tries the setups of one job on a number of ranks.
///
/// Shapes are examined in rounds, each on all threads against what earlier rounds found, so that the answer and even the
/// number of setups timed are the same for any number of threads.
record TrainingSearch(Oracle oracle, Space space) {
    /// Best kinds that must survive pruning: the winner and its runners-up.
    static final int KINDS = 4;
    /// Nobody gives up more than a quarter of the speed for memory, unless by recomputing what the best setups keep.
    private static final double SLOWER = 1.25;
    /// Schedules that are timed by walking through them come last, when the others have set a bar.
    private static final List<Set<Schedule>> PASSES = List.of(EnumSet.of(Schedule.GPIPE, Schedule.ONE_F_ONE_B, Schedule.INTERLEAVED),
            EnumSet.of(Schedule.ZERO_BUBBLE, Schedule.DUAL_PIPE));
    /// Shapes of one round: enough for the threads of a workstation, few enough that bounds tighten soon.
    private static final int ROUND = 32;
    static final List<Offload> NO_OFFLOAD = List.of(Offload.NONE);
    /// What waits in host memory when nothing fits otherwise, least first.
    private static final List<Offload> OFFLOADS = List.of(new Offload(0, true), new Offload(1, true));

    /// An order of ranks that is not the usual one must save at least so much of an iteration.
    private static final double WORTH_AN_ORDER = 1e-3;
    /// Setups this much slower than the last of the best kinds are not tried in other orders: hops and gradient sums are rarely a greater part.
    private static final double ORDER_REACH = 1.1;

    /// Without host memory.
    ///
    /// @param near which shapes to look at
    /// @param limit seconds of an iteration beyond which no setup is of interest
    Found run(int ranks, Predicate<Shape> near, double limit) {
        return run(ranks, near, limit, NO_OFFLOAD);
    }

    /// Without host memory, all shapes.
    Found run(int ranks) {
        return run(ranks, _ -> true, Double.POSITIVE_INFINITY);
    }

    /// With host memory where nothing fits otherwise.
    Found runSomehow(int ranks, Predicate<Shape> near) {
        Found found = run(ranks, near, Double.POSITIVE_INFINITY);
        if (found.evaluated() > 0 || !space.host()) {
            return found;
        }
        Found offloaded = run(ranks, near, Double.POSITIVE_INFINITY, OFFLOADS);
        return offloaded.evaluated() > 0 ? offloaded : found;
    }

    /// The fastest setup alone, with host memory where nothing fits otherwise: most others are discarded unseen.
    ///
    /// @param likely a shape looked at before all others, because it was the best of a similar job
    Optional<Timed> fastest(int ranks, Predicate<Shape> near, Optional<Shape> likely) {
        Optional<Timed> best = fastest(ranks, near, likely, NO_OFFLOAD);
        return best.isPresent() || !space.host() ? best : fastest(ranks, near, likely, OFFLOADS);
    }

    private Optional<Timed> fastest(int ranks, Predicate<Shape> near, Optional<Shape> likely, List<Offload> offloads) {
        Found found = new Found();
        List<Variants> shapes = shapes(ranks, near, offloads, found);
        List<Variants> first = shapes.stream().filter(v -> likely.filter(v.shape()::equals).isPresent()).toList();
        for (Set<Schedule> pass : PASSES) {
            round(first, pass, fastest(found), found);
            for (int from = 0; from < shapes.size(); from += ROUND) {
                round(shapes.subList(from, Math.min(from + ROUND, shapes.size())), pass, fastest(found), found);
            }
        }
        return reordered(found, fastest(found)).best();
    }

    private static double fastest(Found found) {
        return found.best().map(Timed::seconds).orElse(Double.POSITIVE_INFINITY);
    }

    /// What no other betters in time and memory, once the frontier of `found` is recomputed further to save memory. Fastest first.
    List<Timed> frontier(Found found) {
        List<Timed> frontier = found.frontier();
        List<Timed> all = new ArrayList<>(frontier);
        frontier.parallelStream().flatMap(t -> leaner(t).stream()).toList().forEach(all::add);
        return Found.frontier(all);
    }

    private List<Timed> leaner(Timed timed) {
        TrainingSetup s = timed.setup();
        return space.recomputations().stream().filter(r -> !r.equals(s.recompute()) && Recomputations.covers(r, s.recompute()))
                .map(r -> new TrainingSetup(s.layout(), s.schedule(), s.microBatch(), s.sharding(), r, s.offload()))
                .map(leaner -> new Timed(leaner, oracle.seconds(leaner), oracle.bytes(leaner))).toList();
    }

    private Found run(int ranks, Predicate<Shape> near, double limit, List<Offload> offloads) {
        Found found = new Found();
        List<Variants> shapes = shapes(ranks, near, offloads, found);
        for (Set<Schedule> pass : PASSES) {
            for (int from = 0; from < shapes.size(); from += ROUND) {
                round(shapes.subList(from, Math.min(from + ROUND, shapes.size())), pass, Math.min(limit, bar(found)), found);
            }
        }
        return reordered(found, Math.min(limit, found.bar(KINDS)));
    }

    /// Adds to `found` what is faster with its ranks in another order. Layers cost the same in any order, and so does memory: what differs is
    /// where pipeline neighbours and data-parallel copies meet.
    ///
    /// @param bar seconds that are of interest
    private Found reordered(Found found, double bar) {
        found.within(ORDER_REACH * bar).parallelStream().flatMap(usual -> reordered(usual).stream()).toList().forEach(found::add);
        return found;
    }

    private Optional<Timed> reordered(Timed usual) {
        double worth = (1 - WORTH_AN_ORDER) * usual.seconds();
        return oracle.orders(usual.setup().layout()).stream().map(usual.setup()::with).filter(oracle::suits)
                .map(setup -> new Timed(setup, oracle.seconds(setup), usual.memory())).filter(t -> t.seconds() < worth).min(Timed.FASTEST);
    }

    /// The most promising first.
    private List<Variants> shapes(int ranks, Predicate<Shape> near, List<Offload> offloads, Found found) {
        return space.shapes(ranks, found.out).stream().filter(near).map(s -> new Variants(space, s, offloads))
                .sorted(Comparator.comparingDouble(v -> oracle.floor(v.plainest().with(Recompute.NONE)))).toList();
    }

    private void round(List<Variants> shapes, Set<Schedule> pass, double bar, Found found) {
        shapes.parallelStream().map(v -> new Examination(v, pass, bar).examine()).toList().forEach(found::add);
    }

    /// Seconds beyond which a setup is neither among the best kinds nor worth its smaller memory.
    private static double bar(Found found) {
        return found.best().map(best -> Math.max(found.bar(KINDS), SLOWER * best.seconds())).orElse(Double.POSITIVE_INFINITY);
    }

    /// The variants of one shape with some of the schedules.
    private final class Examination {
        private final Variants variants;
        private final Set<Schedule> pass;
        private final double bar;
        private final Found found = new Found();

        Examination(Variants variants, Set<Schedule> pass, double bar) {
            this.variants = variants;
            this.pass = pass;
            this.bar = bar;
        }

        Found examine() {
            List<Variant> all = variants.all().stream().filter(v -> pass.contains(v.schedule())).toList();
            if (all.isEmpty()) {
                return found;
            }
            found.candidates = all.size() * space.recomputations().size();
            TrainingSetup plainest = variants.plainest().with(Recompute.NONE);
            if (!oracle.suits(plainest)) {
                unshaped(plainest, found.candidates);
                return found;
            }
            TrainingSetup leanest = variants.leanest().with(Recompute.FULL);
            if (oracle.suits(leanest) && !fits(leanest, oracle.bytes(leanest), found.candidates)) {
                return found;
            }
            all.forEach(this::examine);
            return found;
        }

        private void examine(Variant variant) {
            TrainingSetup lightest = variant.with(Recompute.NONE);
            if (!oracle.suits(lightest)) {
                unshaped(lightest, space.recomputations().size());
                return;
            }
            if (oracle.floor(lightest) > bar || oracle.least(lightest) > bar || time(lightest)) {
                return;
            }
            TrainingSetup heaviest = variant.with(Recompute.FULL);
            if (fits(heaviest, oracle.bytes(heaviest), space.recomputations().size() - 1)) {
                climb(variant);
            }
        }

        /// Of the recomputations between none and all, those that fit and cover no other that fits: covering more is only slower.
        private void climb(Variant variant) {
            List<Recompute> fitting = new ArrayList<>();
            for (Recompute next : space.recomputations().subList(1, space.recomputations().size())) {
                if (fitting.stream().noneMatch(f -> Recomputations.covers(next, f)) && time(variant.with(next))) {
                    fitting.add(next);
                }
            }
        }

        /// Whether the setup fits. If it does, and may be fast enough, it is timed.
        private boolean time(TrainingSetup setup) {
            double bytes = oracle.bytes(setup);
            boolean fits = fits(setup, bytes, 1);
            if (fits && oracle.least(setup) <= bar) {
                found.add(new Timed(setup, oracle.seconds(setup), bytes));
            }
            return fits;
        }

        /// Notes by how much the setup does not fit, if it does not.
        ///
        /// @param count candidates that are out with it
        private boolean fits(TrainingSetup setup, double bytes, int count) {
            double margin = bytes / oracle.usable();
            if (margin > 1) {
                found.out.add(Constraint.MEMORY, count, margin, () -> shortage(setup, oracle.memory(setup)));
            }
            return margin <= 1;
        }

        private void unshaped(TrainingSetup setup, int count) {
            found.out.add(Constraint.SHAPE, count, Double.POSITIVE_INFINITY, () -> new Rejection(Constraint.SHAPE, Role.TRAINING, setup.label(),
                    Double.POSITIVE_INFINITY, oracle.conflict(setup).orElseThrow()));
        }
    }

    /// Why `setup` does not fit: how much it lacks, and the largest term.
    static Rejection shortage(TrainingSetup setup, TrainingMemory memory) {
        StageMemory fullest = memory.fullest();
        String stage = memory.stages().size() == 1 ? "" : " on stage " + (fullest.stage() + 1);
        return new Rejection(Constraint.MEMORY, Role.TRAINING, setup.label(), fullest.bytes() / memory.usable(),
                "%,.2f GiB short of %,.1f GiB usable per rank%s; largest: %s %,.1f GiB".formatted(Unit.GIB.fromSi(fullest.bytes() - memory.usable()),
                        Unit.GIB.fromSi(memory.usable()), stage, fullest.largest().name(), Unit.GIB.fromSi(fullest.largest().bytes())));
    }
}
