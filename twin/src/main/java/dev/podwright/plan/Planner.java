package dev.podwright.plan;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;
import dev.podwright.layout.ServingLayout;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Scenario.Mode;
import dev.podwright.scenario.Target;
import dev.podwright.workload.Load;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the best deployment of a scenario on each of its pods.
public final class Planner {
    /// Chips that a growing system may put into one replica, whatever the pod's own number.
    private static final int GROWTH_CHIPS = 512;
    private static final int RUNNERS_UP = 3;

    private final Catalog catalog;
    private final Calibration calibration;

    public Planner(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    /// @throws InputException if none of the pods can be predicted, for the reason of the first
    public Plan plan(Scenario scenario) {
        List<Answer> answers = scenario.targets().parallelStream().map(target -> answer(scenario, target)).toList();
        List<PodPlan> pods = answers.stream().flatMap(a -> a.plan.stream()).toList();
        if (pods.isEmpty()) {
            throw answers.getFirst().refusal.orElseThrow();
        }
        List<Plan.Unfit> unfit = answers.stream().filter(a -> a.refusal.isPresent())
                .map(a -> new Plan.Unfit(a.target, a.refusal.get().getMessage(), a.refusal.get().mend())).toList();
        Ranking ranking = new Ranking(scenario.demand());
        Optional<PodPlan> winner = pods.stream().filter(p -> p.best().isPresent()).min(ranking.ofPods());
        return new Plan(scenario, pods, unfit, winner, winner.map(w -> ranking.reason(w, pods)).orElse("No pod meets the demand."));
    }

    /// A plan, or why there can be none.
    private record Answer(Target target, Optional<PodPlan> plan, Optional<InputException> refusal) {}

    private Answer answer(Scenario scenario, Target target) {
        try {
            return new Answer(target, Optional.of(plan(scenario, target)), Optional.empty());
        } catch (InputException refusal) {
            return new Answer(target, Optional.empty(), Optional.of(refusal));
        }
    }

    private PodPlan plan(Scenario scenario, Target target) {
        // A system grows to meet a demand; asked only for its best, it is the pod itself. What is broken is broken in the pod as it was named.
        boolean grows = target.grows() && !(scenario.demand().load() instanceof Load.Saturating) && scenario.condition().sound();
        Pod reachable = grows ? grown(target.pod()) : target.pod();
        Site site = Site.of(scenario.model(), reachable, scenario.precision(), scenario.speculation(), scenario.condition(), catalog, calibration);
        PodPlan now = plan(scenario, target, site, grows);
        if (site.damage().isEmpty() || now.best().isEmpty()) {
            return now;
        }
        PodPlan built = plan(scenario, target, site.asBuilt(), grows);
        return built.best().isEmpty() ? now : now.with(new ServingStrain(site, scenario.demand(), built.best().get(), now.best().get()).strain());
    }

    private PodPlan plan(Scenario scenario, Target target, Site site, boolean grows) {
        Pod reachable = site.pod();
        Search search = new Search(site, target, scenario.demand(), grows);
        List<ServingLayout> layouts = Layouts.of(scenario.model(), reachable.ranks(), site.scaleUpRanks());
        Ranking ranking = new Ranking(scenario.demand());
        List<Option> options = new ArrayList<>();
        if (scenario.mode() != Mode.DISAGGREGATED) {
            options.addAll(Offer.best(new AggregatedSearch(search).offers(layouts), 1 + RUNNERS_UP, ranking::first));
        }
        if (scenario.mode() != Mode.AGGREGATED) {
            options.addAll(Offer.best(new DisaggregatedSearch(search).offers(layouts), 1 + RUNNERS_UP, ranking::first));
        }
        options.sort(ranking.ofOptions());
        List<Rejection> nearest = options.isEmpty() ? search.nearest() : List.of();
        return new PodPlan(target, site, options.stream().findFirst(), runnersUp(options), Rejection.summarise(search.rejections), nearest,
                layouts.size(), Optional.empty());
    }

    /// The next best of other kinds than the best and each other, at least one of them of the other mode if there is one.
    private static List<Option> runnersUp(List<Option> sorted) {
        Set<String> kinds = new HashSet<>();
        List<Option> distinct = sorted.stream().filter(o -> kinds.add(o.deployment().kind())).toList();
        if (distinct.isEmpty()) {
            return distinct;
        }
        List<Option> next = new ArrayList<>(distinct.subList(1, Math.min(distinct.size(), 1 + RUNNERS_UP)));
        Class<?> mode = distinct.getFirst().deployment().getClass();
        if (next.stream().allMatch(o -> mode.isInstance(o.deployment()))) {
            distinct.stream().filter(o -> !mode.isInstance(o.deployment())).findFirst().ifPresent(other -> {
                if (next.size() == RUNNERS_UP) {
                    next.removeLast();
                }
                next.add(other);
            });
        }
        return next;
    }

    /// A pod with enough copies for the largest replica considered; one that cannot grow stays as it is.
    private Pod grown(Pod pod) {
        boolean joins = pod.levels().stream().anyMatch(level -> level.scaleOut());
        int copies = Math.ceilDiv(GROWTH_CHIPS, pod.chips());
        return joins && copies > 1 ? catalog.joined(pod, copies * pod.chips()) : pod;
    }
}
