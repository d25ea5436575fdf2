package dev.podwright.diagnosis;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.knowledge.Knowledge;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Step;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Machine;
import dev.podwright.repricing.Repricer;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Looks for trouble in profiles.
public final class Diagnostician {
    private final Knowledge knowledge;

    public Diagnostician(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /// @param profiles of one job, one per rank
    /// @param machine it ran on
    /// @param scenario the predicted cost of a step of the same scenario, if known
    /// @param step such as `ProfilerStep#7`: only steps of this name; empty = all
    /// @throws InputException if a profile marks no such step or has no device tasks
    public Diagnosis diagnose(List<Profile> profiles, Machine machine, Optional<Cost> scenario, String step) {
        Repricer repricer = new Repricer(knowledge);
        return of(profiles, profiles.stream().map(p -> repricer.reprice(p, machine, machine)).toList(), machine, scenario, step);
    }

    /// @param repriced each profile on its own machine
    static Diagnosis of(List<Profile> profiles, List<Repricing> repriced, Machine machine, Optional<Cost> scenario, String step) {
        if (profiles.isEmpty() || profiles.size() != repriced.size()) {
            throw new IllegalArgumentException("%d profiles with %d repricings cannot be looked into.".formatted(profiles.size(), repriced.size()));
        }
        profiles.forEach(p -> check(p, step));
        Job job = new Job(machine, IntStream.range(0, profiles.size()).mapToObj(i -> RankView.of(i, profiles.get(i), repriced.get(i), step)).toList());
        Waits waits = Waits.of(job.ranks());
        List<Finding> findings = new ArrayList<>();
        // The most certain cause claims first; exposed communication is no fault of this program's run, so it comes after what is expected of it.
        List.of(new Stragglers(waits), new CpuFallbacks(), new FormatConversions(), new UnalignedShapes(), new SlowOperators(), new LowUtilisation(), new SlowCommunication(waits), new HostGaps())
                .forEach(finder -> findings.addAll(finder.find(job)));
        Expectation expectation = new Expectation(job);
        findings.addAll(new ExposedCommunication().find(job));
        findings.sort(Comparator.comparingDouble((Finding f) -> f.gain().value()).reversed());
        return new Diagnosis(profiles, machine, repriced, job.step(), expectation.step(), scenario, job.ranks().stream().map(r -> time(r, waits)).toList(), expectation.parts(scenario), operators(job),
                findings, notes(job, waits));
    }

    private static void check(Profile profile, String step) {
        List<String> names = profile.steps().stream().map(Step::name).toList();
        if (!step.isEmpty() && !names.contains(step)) {
            throw new InputException("%s marks no step %s.".formatted(profile.file(), step),
                    names.isEmpty() ? "It marks no steps at all: leave the step out." : (Nearest.maybe(step, names) + " It has %s.".formatted(String.join(", ", names.stream().limit(8).toList()))).strip());
        }
        if (profile.uses().isEmpty()) {
            throw new InputException("%s has no device tasks.".formatted(profile.file()), "Profile with device activities (ProfilerActivity.CUDA or NPU).");
        }
    }

    private static RankTime time(RankView rank, Waits waits) {
        int steps = rank.occupancy().steps();
        Occupancy.Totals t = rank.occupancy().totals();
        double waited = 0;
        for (double seconds : waits.waited()[rank.index()]) {
            waited += seconds;
        }
        double shortest = rank.occupancy().windows().stream().mapToDouble(Window::seconds).min().orElse(0);
        double longest = rank.occupancy().windows().stream().mapToDouble(Window::seconds).max().orElse(0);
        return new RankTime(rank.name(), rank.profile().file(), steps, t.seconds() / steps, t.computing() / steps, t.exposed() / steps, t.overlapped() / steps, t.copying() / steps, t.idle() / steps,
                waited / steps, shortest, longest);
    }

    private static List<Diagnosis.PricedOperator> operators(Job job) {
        List<Diagnosis.PricedOperator> operators = new ArrayList<>();
        for (List<Job.Seat> seats : job.alike(s -> s.ratio().isPresent())) {
            double measured = 0;
            double count = 0;
            Interval expected = Interval.exact(0);
            for (Job.Seat seat : seats) {
                double seconds = job.share(seat.rank(), seat.inside());
                measured += seconds;
                count += seat.use().count() * seconds / seat.use().seconds();
                expected = Job.sum(expected, seat.ratio().orElseThrow().times(seconds));
            }
            operators.add(new Diagnosis.PricedOperator(Alikeness.words(seats.getFirst().use()), count, measured, expected));
        }
        operators.sort(Comparator.comparingDouble(Diagnosis.PricedOperator::measured).reversed());
        return operators;
    }

    private static List<String> notes(Job job, Waits waits) {
        Set<String> notes = new LinkedHashSet<>();
        Stragglers.note(job).ifPresent(notes::add);
        notes.addAll(waits.notes());
        notes.addAll(CpuFallbacks.notes(job));
        unpriced(job).ifPresent(notes::add);
        for (RankView rank : job.ranks()) {
            if (rank.profile().steps().isEmpty()) {
                notes.add("No steps are marked: all from the first task to the end of the last counts as one step.");
            }
            if (rank.profile().timeline().size() == 0) {
                notes.add("%s has sums but no single tasks: what ran beside what, and before which task the device was idle, is not known.".formatted(rank.profile().file()));
            }
            notes.addAll(rank.profile().notes());
        }
        // What the prices assume differs little from rank to rank.
        notes.addAll(job.ranks().getFirst().repriced().notes());
        return List.copyOf(notes);
    }

    /// Which part of the computing could not be held against a price.
    private static Optional<String> unpriced(Job job) {
        double all = 0;
        double without = 0;
        String most = "";
        double largest = 0;
        for (RankView rank : job.ranks()) {
            for (int use = 0; use < rank.profile().uses().size(); use++) {
                double owned = rank.use(use).kind() == Use.Kind.KERNEL ? rank.occupancy().owned()[use] : 0;
                all += owned;
                if (rank.ratio(use).isEmpty()) {
                    without += owned;
                    most = owned > largest ? Alikeness.words(rank.use(use)) : most;
                    largest = Math.max(largest, owned);
                }
            }
        }
        return without > Job.WORTH * all ? Optional.of("%s of the computing has no price, because shapes are missing or the kernel is not known (most: %s): it counts as measured.".formatted(
                Words.percent(without / all), most)) : Optional.empty();
    }
}
