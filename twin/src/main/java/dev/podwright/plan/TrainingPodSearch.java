package dev.podwright.plan;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.Target;
import dev.podwright.scenario.TrainingScenario;
import dev.podwright.training.Iteration;
import dev.podwright.training.TrainingJob;
import dev.podwright.workload.Budget;
import dev.podwright.workload.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The best way to train on one pod.
record TrainingPodSearch(Catalog catalog, Calibration calibration, TrainingScenario scenario, Target target) {
    /// Numbers of cards looked at: all, a half, a quarter ...
    private static final int COUNTS = 5;
    /// A growing system stops here: the largest clusters at work have about so many cards (xAI's Colossus, 100,000 to 200,000).
    private static final int MOST_CHIPS = 1 << 17;

    TrainingPodPlan plan() {
        Budget budget = scenario.budget();
        boolean sized = target.grows() && budget.tokens().isPresent() && budget.seconds().isPresent();
        Pod pod = sized ? grown(budget) : target.pod();
        return scenario.condition().sound() ? plan(job(pod)) : strained(pod);
    }

    /// The plan on what the condition leaves, beside the fastest setup on the fabric as built.
    private TrainingPodPlan strained(Pod pod) {
        Remains remains = Remains.of(pod, scenario.condition(), catalog);
        TrainingPodPlan now = plan(conditioned(remains));
        TrainingSession built = TrainingSession.of(job(pod));
        Found found = built.search().runSomehow(pod.ranks(), _ -> true);
        if (now.best().isEmpty() || found.evaluated() == 0) {
            return now;
        }
        Iteration before = built.options(found, scenario.budget()).getFirst().iteration();
        return now.with(new JobStrain(remains, pod, before, now.best().get().iteration()).strain());
    }

    private TrainingPodPlan plan(TrainingJob job) {
        Pod pod = job.pod();
        TrainingSession session = TrainingSession.of(job);
        int ranks = pod.ranks();
        Found all = session.search().runSomehow(ranks, _ -> true);
        if (all.evaluated() == 0) {
            return unfit(session, all);
        }
        List<Found> counts = counts(session.search(), all, ranks);
        // Where fewer cards are faster, the others had better stay idle.
        Found fastest = counts.stream().min((a, b) -> Timed.FASTEST.compare(a.best().orElseThrow(), b.best().orElseThrow())).orElseThrow();
        List<TrainingOption> options = session.options(fastest, scenario.budget());
        TrainingOption best = options.getFirst();
        List<ParetoPoint> points = new ArrayList<>(counts.stream().flatMap(found -> session.points(found).stream()).toList());
        options.forEach(o -> points.add(session.point(o.iteration())));
        Effects effects = new Effects(new Changes(catalog, calibration), session, ranks);
        List<Effect> brought = effects.of(fastest, best.iteration().tokensPerSecond().value());
        Optional<Rejection> late = late(best);
        late.ifPresent(r -> all.out.add(Constraint.TIME, all.evaluated(), r.margin(), () -> r));
        TrainingNotes notes = new TrainingNotes(scenario, session.job(), target);
        return new TrainingPodPlan(target, session.job(), late.isPresent() ? Optional.empty() : Optional.of(best),
                late.isPresent() ? List.of() : options.subList(1, options.size()), all.out.summaries(), late.stream().toList(), all.candidates,
                all.evaluated(), ParetoPoint.frontier(points), brought, pod.chips(), late.map(Rejection::detail).orElseGet(() -> reason(options)),
                notes.of(best, session.trainer()));
    }

    /// What was found on all ranks, on half of them and so on while something fits.
    private static List<Found> counts(TrainingSearch search, Found all, int ranks) {
        List<Found> counts = new ArrayList<>(List.of(all));
        for (int left = ranks; left % 2 == 0 && counts.size() < COUNTS; left /= 2) {
            Found found = search.run(left / 2);
            if (found.evaluated() == 0) {
                break;
            }
            counts.add(found);
        }
        return counts;
    }

    private static String reason(List<TrainingOption> options) {
        TrainingOption best = options.getFirst();
        return options.size() == 1 ? "No setup of another kind came near. " + Advantage.memory(best.iteration().memory())
                : Advantage.of(best.iteration(), options.get(1).iteration());
    }

    private Optional<Rejection> late(TrainingOption best) {
        Budget budget = scenario.budget();
        if (budget.tokens().isEmpty() || budget.seconds().isEmpty()) {
            return Optional.empty();
        }
        double margin = best.run().orElseThrow().seconds().value() / budget.seconds().getAsDouble();
        return margin <= 1 ? Optional.empty()
                : Optional.of(new Rejection(Constraint.TIME, Role.TRAINING, best.setup().label(), margin,
                        "%,.1f days on %,d cards, %,.1f allowed; at the same speed per card %,.0f cards would do".formatted(
                                best.run().get().days().value(), best.chips(), best.run().get().days().value() / margin, Math.ceil(best.chips() * margin))));
    }

    private TrainingPodPlan unfit(TrainingSession session, Found found) {
        List<Rejection> nearest = found.out.nearest(Constraint.MEMORY).or(() -> found.out.nearest(Constraint.SHAPE))
                .or(() -> found.out.nearest(Constraint.BATCH)).stream().toList();
        TrainingNotes notes = new TrainingNotes(scenario, session.job(), target);
        Pod largest = largest(target.pod());
        TrainingSearch wide = TrainingSession.of(job(largest)).search();
        String fits = new NearestFit(wide.oracle(), wide.space()).beyond(session.job().pod().ranks(), largest.ranks())
                .map(s -> " The nearest that fits takes %,d cards: %s.".formatted(session.job().chipsFor(s.layout().ranks()), s)).orElse("");
        String lacks = nearest.stream().findFirst().map(r -> "%s does not fit on %s; nearest is %s: %s.".formatted(scenario.model().id(),
                session.job().pod().name(), r.layout(), r.detail())).orElse("No layout is possible.");
        List<Effect> effects = new Effects(new Changes(catalog, calibration), session, session.job().pod().ranks()).ofNothing();
        return new TrainingPodPlan(target, session.job(), Optional.empty(), List.of(), found.out.summaries(), nearest, found.candidates, 0, List.of(),
                effects, session.job().pod().chips(), lacks + fits, notes.of());
    }

    /// The pod with as many chips as the tokens need in the time; as it is if no number will do.
    private Pod grown(Budget budget) {
        Pod pod = target.pod();
        Pod largest = largest(pod);
        TrainingSession session = TrainingSession.of(job(largest));
        int unit = pod.levels().stream().filter(l -> !l.scaleOut()).mapToInt(l -> l.groups()).reduce(1, Math::multiplyExact);
        double iterations = budget.tokens().getAsDouble() / session.job().recipe().stepTokens();
        double limit = budget.seconds().getAsDouble() / iterations * (1 - TrainingSession.ESTIMATE_ERROR);
        OptionalInt ranks = new FewestCards(session.search(), unit, largest.ranks(), limit).ranks();
        return ranks.isEmpty() || ranks.getAsInt() == pod.ranks() ? pod : catalog.joined(pod, ranks.getAsInt() / pod.ranksPerChip());
    }

    private Pod largest(Pod pod) {
        boolean joins = pod.levels().stream().anyMatch(level -> level.scaleOut());
        int copies = Integer.highestOneBit(Math.max(1, MOST_CHIPS / pod.chips()));
        return joins && copies > 1 ? catalog.joined(pod, copies * pod.chips()) : pod;
    }

    /// The job on what a condition leaves.
    TrainingJob conditioned(Remains remains) {
        TrainingJob job = job(remains.pod());
        return new TrainingJob(job.model(), job.recipe(), job.pod(), job.chip(), job.rankChip(), job.software(), job.kernels(), job.fabric().under(remains.seats()), job.overheads());
    }

    /// The job on `pod`, which is the target's or made of it.
    TrainingJob job(Pod pod) {
        Chip chip = catalog.chip(pod.chip());
        Chip rankChip = catalog.rankChip(pod);
        TrainingSoftware software = scenario.software().orElseGet(() -> catalog.usualTrainingSoftware(chip.vendor()));
        PrecisionWish wish = new PrecisionWish(Optional.of(scenario.computeOn(rankChip)), Optional.empty(), Optional.empty());
        Recipe recipe = new Recipe(scenario.sequence(), scenario.globalBatch(), scenario.phase(), wish.on(rankChip, scenario.model()).quantization(),
                scenario.loraRank());
        return TrainingJob.of(scenario.model(), recipe, pod, software, catalog, calibration);
    }
}
