package dev.podwright.plan;

import dev.podwright.cost.Bill;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.training.Iteration;
import dev.podwright.training.Trainer;
import dev.podwright.training.TrainingJob;
import dev.podwright.workload.Budget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One job with its trainer and search: turns what a search has found into options and points for the reader.
record TrainingSession(TrainingJob job, Trainer trainer, TrainingSearch search) {
    /// How far the closed form of a pipeline may be from the walk through its schedule ([Trainer#seconds]).
    static final double ESTIMATE_ERROR = 0.01;
    /// Setups that come so close to the best by the closed form that the walk may put another first; more are not looked at.
    private static final int CLOSE = 8;
    /// Points shown per number of cards.
    private static final int POINTS = 5;
    /// Setups that take longer than this many times the best are nobody's choice.
    private static final double SLOWEST = 2;

    static TrainingSession of(TrainingJob job) {
        return of(new Trainer(job));
    }

    private static TrainingSession of(Trainer trainer) {
        return new TrainingSession(trainer.job(), trainer, new TrainingSearch(new Forecast(trainer), Space.of(trainer.job())));
    }

    /// The session of a job that differs a little, see [Trainer#changed].
    TrainingSession changed(TrainingJob other) {
        return of(trainer.changed(other));
    }

    /// The best by the walk through the schedule, then the best of each other kind; fastest first.
    List<TrainingOption> options(Found found, Budget budget) {
        List<Timed> sorted = found.sorted();
        List<Timed> finalists = new ArrayList<>(sorted.stream().filter(t -> t.seconds() <= sorted.getFirst().seconds() * (1 + 2 * ESTIMATE_ERROR))
                .limit(CLOSE).toList());
        found.bestOfKinds().stream().limit(TrainingSearch.KINDS).filter(t -> !finalists.contains(t)).forEach(finalists::add);
        List<TrainingOption> options = finalists.parallelStream().map(t -> option(t.setup(), budget)).sorted(order()).toList();
        Set<Timed.Kind> kinds = new HashSet<>();
        return options.stream().filter(o -> kinds.add(Timed.Kind.of(o.setup()))).limit(TrainingSearch.KINDS).toList();
    }

    private static Comparator<TrainingOption> order() {
        return Comparator.<TrainingOption>comparingDouble(o -> o.iteration().seconds().value()).thenComparingInt(TrainingOption::chips)
                .thenComparing(o -> o.setup().label());
    }

    private TrainingOption option(TrainingSetup setup, Budget budget) {
        Iteration iteration = trainer.iteration(setup);
        int chips = job.chipsFor(setup.layout().ranks());
        Bill bill = Bill.of(job.pod(), job.chip(), chips, iteration.tokensPerSecond().value());
        return new TrainingOption(setup, iteration, chips, TrainingRun.of(budget, iteration.tokensPerSecond(), bill), bill);
    }

    /// A readable few of what trades time against memory.
    List<ParetoPoint> points(Found found) {
        List<Timed> frontier = search.frontier(found);
        double slowest = SLOWEST * frontier.getFirst().seconds();
        return thinned(frontier.stream().filter(t -> t.seconds() <= slowest).toList()).parallelStream().map(t -> point(trainer.iteration(t.setup()))).toList();
    }

    ParetoPoint point(Iteration iteration) {
        return new ParetoPoint(job.chipsFor(iteration.setup().layout().ranks()), iteration.seconds().value(), iteration.tokensPerSecond().value(),
                iteration.memory().fullest().bytes(), iteration.setup());
    }

    /// The first, the last, and of those between the ones that stand evenly apart in memory.
    private static List<Timed> thinned(List<Timed> frontier) {
        if (frontier.size() <= POINTS) {
            return frontier;
        }
        double most = frontier.getFirst().memory();
        double least = frontier.getLast().memory();
        List<Timed> kept = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            double wanted = most - (most - least) * i / (POINTS - 1);
            Timed nearest = frontier.stream().min(Comparator.comparingDouble(t -> Math.abs(t.memory() - wanted))).orElseThrow();
            if (!kept.contains(nearest)) {
                kept.add(nearest);
            }
        }
        return kept;
    }
}
