package dev.podwright.plan;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.layout.ServingLayout;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Scenario.Mode;
import dev.podwright.scenario.Target;
import dev.podwright.workload.Load;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    public Plan plan(Scenario scenario) {
        List<PodPlan> pods = scenario.targets().parallelStream().map(target -> plan(scenario, target)).toList();
        Comparator<Option> order = order(scenario);
        Optional<PodPlan> winner = pods.stream().filter(p -> p.best().isPresent())
                .min(Comparator.comparing(p -> p.best().orElseThrow(), order));
        return new Plan(scenario, pods, winner, winner.map(w -> reason(scenario, w, pods)).orElse("No pod meets the demand."));
    }

    private PodPlan plan(Scenario scenario, Target target) {
        Pod reachable = target.grows() ? grown(target.pod()) : target.pod();
        Site site = Site.of(scenario.model(), reachable, scenario.precision(), scenario.speculation(), catalog, calibration);
        Search search = new Search(site, target, scenario.demand());
        List<ServingLayout> layouts = Layouts.of(scenario.model(), reachable.ranks(), site.scaleUpRanks());
        if (scenario.mode() != Mode.DISAGGREGATED) {
            new AggregatedSearch(search).run(layouts);
        }
        if (scenario.mode() != Mode.AGGREGATED) {
            new DisaggregatedSearch(search).run(layouts);
        }
        List<Option> options = new ArrayList<>(Offer.best(search.offers, 1 + RUNNERS_UP, offer -> first(scenario, offer.chips(), offer.capacity())));
        options.sort(order(scenario));
        Optional<Rejection> nearest = options.isEmpty() ? search.nearest() : Optional.empty();
        List<Option> rest = options.isEmpty() ? options : options.subList(1, Math.min(options.size(), 1 + RUNNERS_UP));
        return new PodPlan(target, site, options.stream().findFirst(), rest, Rejection.summarise(search.rejections), nearest, layouts.size());
    }

    /// A pod with enough copies for the largest replica considered; one that cannot grow stays as it is.
    private Pod grown(Pod pod) {
        boolean joins = pod.levels().stream().anyMatch(level -> level.scaleOut());
        int copies = Math.ceilDiv(GROWTH_CHIPS, pod.chips());
        return joins && copies > 1 ? catalog.joined(pod, copies * pod.chips()) : pod;
    }

    /// What counts first, less being better: chips when the demand is given, throughput per chip when it is not.
    private static double first(Scenario scenario, int chips, double capacity) {
        return switch (scenario.demand().load()) {
            case Load.Rate _, Load.Concurrency _ -> chips;
            case Load.Saturating _ -> -capacity / chips;
        };
    }

    /// Then the shorter TPOT, then the shorter TTFT; the label last, so that the order never depends on the search.
    private static Comparator<Option> order(Scenario scenario) {
        return Comparator.<Option>comparingDouble(o -> first(scenario, o.chips(), o.capacity().value()))
                .thenComparingDouble(o -> o.performance().tpot().value())
                .thenComparingDouble(o -> o.performance().ttft().value())
                .thenComparing(o -> o.deployment().label());
    }

    private static String reason(Scenario scenario, PodPlan winner, List<PodPlan> pods) {
        Option best = winner.best().orElseThrow();
        String name = winner.target().pod().name();
        if (pods.size() == 1) {
            return "%s meets the demand with %d chips.".formatted(name, best.chips());
        }
        return switch (scenario.demand().load()) {
            case Load.Rate _, Load.Concurrency _ -> {
                boolean tie = pods.stream().filter(p -> p != winner).flatMap(p -> p.best().stream()).anyMatch(o -> o.chips() == best.chips());
                yield (tie ? "%s needs as few chips as any (%d) and generates faster." : "%s needs the fewest chips (%d).").formatted(name, best.chips());
            }
            case Load.Saturating _ -> "%s serves most per chip (%.2f requests/s).".formatted(name, best.capacity().value() / best.chips());
        };
    }
}
