package dev.podwright.migration;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.ServingLayout;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.network.fault.Condition;
import dev.podwright.plan.Deployment;
import dev.podwright.plan.Option;
import dev.podwright.plan.Plan;
import dev.podwright.plan.Planner;
import dev.podwright.plan.PodPlan;
import dev.podwright.plan.Rejection;
import dev.podwright.plan.Subject;
import dev.podwright.plan.TrainingOption;
import dev.podwright.plan.TrainingPlanner;
import dev.podwright.plan.TrainingPodPlan;
import dev.podwright.scenario.GlobalBatch;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Target;
import dev.podwright.scenario.TrainingScenario;
import dev.podwright.step.Speculation;
import dev.podwright.units.Precision;
import dev.podwright.workload.Budget;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The best layout of a model on a system, by the planner.
record Sides(Architecture model, Question question, Demand demand, Catalog catalog, Calibration calibration) {
    /// Context that most base models were pretrained with first: the same as where a training scenario names none.
    private static final int USUAL_SEQUENCE = 4096;

    /// A layout or none, and what a reader must know of it.
    ///
    /// @param serving layouts that generate, for checks of what kernels take
    record Found(Optional<Report.Side> side, List<ServingLayout> serving, List<String> notes) {}

    Found on(Subject subject) {
        try {
            return switch (question.purpose()) {
                case SERVING -> serving(subject);
                case TRAINING -> training(subject);
            };
        } catch (InputException missing) {
            return new Found(Optional.empty(), List.of(), List.of("%s: %s %s".formatted(subject.id(), missing.getMessage(), missing.mend()).strip()));
        }
    }

    private Found serving(Subject subject) {
        PrecisionWish wish = Precisions.left(question.precision(), subject.rankChip(), model);
        Scenario scenario = new Scenario(model, wish, demand, List.of(new Target(subject.pod(), false)), Scenario.Mode.ANY, Speculation.NONE);
        Plan plan = new Planner(catalog, calibration).plan(scenario);
        PodPlan pod = plan.pods().getFirst();
        List<String> notes = new ArrayList<>(pod.site().assumptions(subject.pod()));
        if (pod.best().isEmpty()) {
            notes.add(0, lacks(subject, pod.nearest()));
            return new Found(Optional.empty(), List.of(), notes);
        }
        Option best = pod.best().get();
        int cards = plan.cards(pod, best);
        ServingLayout generating = switch (best.deployment()) {
            case Deployment.Aggregated d -> d.layout();
            case Deployment.Disaggregated d -> d.decode();
        };
        return new Found(Optional.of(new Report.Side(best.deployment().label(), pod.site().quantization().label(), best.chips(), subject.pod().chips(), generating.ranks(),
                weights(best.memory().fixed()), best.memory().usable(), best.capacity().times(demand.lengths().output() / cards))), List.of(generating), notes);
    }

    private static String lacks(Subject subject, List<Rejection> nearest) {
        return nearest.stream().findFirst().map(n -> "Nothing fits on %s: nearest is the %s, which %s (%s).".formatted(subject.id(), n.candidate(), n.constraint().label(), n.detail()))
                .orElse("Nothing fits on %s.".formatted(subject.id()));
    }

    private Found training(Subject subject) {
        TrainingScenario asked = scenario(subject);
        TrainingPodPlan pod = new TrainingPlanner(catalog, calibration).plan(asked).pods().getFirst();
        if (pod.best().isEmpty()) {
            List<String> notes = new ArrayList<>(List.of(pod.reason()));
            notes.addAll(pod.notes());
            return new Found(Optional.empty(), List.of(), notes);
        }
        TrainingOption best = pod.best().get();
        TrainingLayout layout = best.setup().layout();
        long copy = (long) layout.tensor() * layout.context() * layout.pipeline();
        return new Found(Optional.of(new Report.Side(best.setup().label(), pod.job().recipe().quantization().label(), best.chips(), subject.pod().chips(), copy,
                weights(best.iteration().memory().fullest().terms()), best.iteration().memory().usable(), best.iteration().tokensPerSecondPerChip())), List.of(), pod.notes());
    }

    /// The scenario asked for on one system; precisions that its chip lacks become 16 bits, software of another vendor's chips the usual.
    private TrainingScenario scenario(Subject subject) {
        List<Target> targets = List.of(new Target(subject.pod(), false));
        Optional<TrainingScenario> given = question.training();
        double sequence = given.map(TrainingScenario::sequence).orElseGet(this::usualSequence);
        Recipe.Phase phase = given.map(TrainingScenario::phase).orElse(Recipe.Phase.PRETRAIN);
        // The batch is one for source and targets: a job that moves stays the same job.
        double batch = given.map(TrainingScenario::globalBatch).orElseGet(() -> GlobalBatch.of(model, phase, sequence, List.of(new Target(question.from().pod(), false))));
        Optional<Precision> compute = given.flatMap(TrainingScenario::compute).filter(subject.rankChip()::supports);
        return new TrainingScenario(model, sequence, batch, phase, given.map(TrainingScenario::loraRank).orElse(0), given.map(TrainingScenario::budget).orElse(Budget.OPEN), compute,
                given.flatMap(TrainingScenario::software).filter(s -> s.vendors().stream().anyMatch(subject.rankChip().vendor()::equalsIgnoreCase)), targets, Condition.SOUND);
    }

    private double usualSequence() {
        return model.contextLimit() > 0 ? Math.min(USUAL_SEQUENCE, model.contextLimit()) : USUAL_SEQUENCE;
    }

    private static double weights(List<MemoryTerm> terms) {
        return terms.stream().filter(t -> t.name().equals("weights")).mapToDouble(MemoryTerm::bytes).sum();
    }
}
