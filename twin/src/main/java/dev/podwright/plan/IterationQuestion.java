package dev.podwright.plan;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.layout.StageMemory;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.scenario.Target;
import dev.podwright.scenario.TrainingQuestion;
import dev.podwright.training.Iteration;
import dev.podwright.training.TrainingJob;
import dev.podwright.units.Unit;
import java.util.List;
import java.util.Optional;

/// What one iteration costs, and why: of the setup that the question names, or of the fastest on all ranks of its target.
public record IterationQuestion(TrainingQuestion question, Catalog catalog, Calibration calibration) {

    /// @param chosen whether the setup was found, not asked for
    /// @param notes what else the reader must know, in sentences
    /// @param strain what the condition of the fabric costs, where it is not as built
    public record Answer(Iteration iteration, boolean chosen, List<String> notes, Optional<Strain> strain) {}

    /// @throws InputException if there is more than one target, the setup is impossible or nothing fits, with the largest
    ///     term and a setup that does fit
    public Answer answer() {
        List<Target> targets = question.scenario().targets();
        if (targets.size() > 1) {
            throw new InputException("An iteration runs on one pod; %d are named.".formatted(targets.size()), "Name one of them.");
        }
        Target target = targets.getFirst();
        TrainingJob job = new TrainingPodSearch(catalog, calibration, question.scenario(), target).job(target.pod());
        TrainingSession session = TrainingSession.of(job);
        Optional<TrainingSetup> asked = question.setup();
        asked.ifPresent(setup -> check(session, setup));
        Iteration iteration = asked.map(session.trainer()::iteration).orElseGet(() -> fastest(session).orElseThrow(() -> nothingFits(target)));
        List<String> notes = new TrainingNotes(question.scenario(), job, target).of();
        return question.scenario().condition().sound() ? new Answer(iteration, asked.isEmpty(), notes, Optional.empty()) : strained(target, iteration, notes);
    }

    /// The same setup on the fabric as it is; where cards are lost, the fastest on what is left.
    private Answer strained(Target target, Iteration before, List<String> notes) {
        Remains remains = Remains.of(target.pod(), question.scenario().condition(), catalog);
        TrainingSession session = TrainingSession.of(new TrainingPodSearch(catalog, calibration, question.scenario(), target).conditioned(remains));
        boolean stays = question.setup().isPresent() && before.setup().layout().ranks() <= session.job().pod().ranks();
        Iteration after = stays ? session.trainer().iteration(before.setup()) : smaller(session, before.setup()).or(() -> fastest(session)).orElseThrow(() -> new InputException(
                "%s fits on none of the %,d cards of %s that are left whole under %s.".formatted(session.job().model().id(), remains.pod().chips(), target.pod().name(),
                        question.scenario().condition().words()), "Fail less, or use more chips."));
        return new Answer(after, !stays, notes, Optional.of(new JobStrain(remains, target.pod(), before, after).strain()));
    }

    /// The fastest with the sizes asked for and fewer data-parallel ranks; empty if the setup was left open.
    private Optional<Iteration> smaller(TrainingSession session, TrainingSetup before) {
        Shape was = Shape.of(before.layout());
        return question.setup().flatMap(_ -> session.search().fastest(session.job().pod().ranks(), s -> s.tensor() == was.tensor() && s.context() == was.context()
                && s.pipeline() == was.pipeline() && s.experts() == was.experts(), Optional.empty())).map(timed -> session.trainer().iteration(timed.setup()));
    }

    private Optional<Iteration> fastest(TrainingSession session) {
        Found found = session.search().runSomehow(session.job().pod().ranks(), _ -> true);
        return found.evaluated() == 0 ? Optional.empty()
                : session.options(found, question.scenario().budget()).stream().findFirst().map(TrainingOption::iteration);
    }

    private void check(TrainingSession session, TrainingSetup setup) {
        conflict(session, setup).ifPresent(conflict -> {
            throw new InputException("The setup %s does not suit %s: %s.".formatted(setup, session.job().model().id(), conflict.replaceFirst("\\.$", "")),
                    "Choose other sizes, or leave the setup out for the fastest that fits.");
        });
        TrainingMemory memory = session.trainer().memory(setup);
        if (!memory.fits()) {
            StageMemory fullest = memory.fullest();
            throw new InputException("%s needs %,.1f GiB per rank of stage %d and %s has %,.1f usable; the largest term is %s, %,.1f GiB.".formatted(
                    setup, Unit.GIB.fromSi(fullest.bytes()), fullest.stage() + 1, session.job().rankChip().id(), Unit.GIB.fromSi(memory.usable()),
                    fullest.largest().name(), Unit.GIB.fromSi(fullest.largest().bytes())),
                    fastest(session).map(fits -> "The fastest setup that fits: %s.".formatted(fits.setup())).orElse("No setup fits on these chips."));
        }
    }

    private static Optional<String> conflict(TrainingSession session, TrainingSetup setup) {
        boolean spread = setup.layout().experts() > 1 || setup.layout().expertTensor() > 1;
        return spread && !session.job().model().mixture() ? Optional.of("it has no experts to spread") : session.trainer().conflict(setup);
    }

    private InputException nothingFits(Target target) {
        TrainingPodPlan plan = new TrainingPodSearch(catalog, calibration, question.scenario(), new Target(target.pod(), false)).plan();
        boolean full = plan.nearest().stream().anyMatch(r -> r.constraint() == Constraint.MEMORY);
        return new InputException(plan.reason(), full ? "Use more chips, or a shorter sequence." : "Choose another model or other chips.");
    }
}
