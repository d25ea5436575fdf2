package dev.podwright.survey;

import dev.podwright.calibration.Calibration;
import dev.podwright.document.InputException;
import dev.podwright.fabric.FlowAnswer;
import dev.podwright.fabric.Group;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.fault.Condition;
import dev.podwright.survey.log.MeasuredLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds out what exchanges cost on systems.
public final class Surveyor {
    private static final String ANEW = "The ranks that are left are numbered anew, on rails those of whole servers; with --ranks groups keep their places, and those with a lost rank drop out.";

    private final Supplier<Calibration> calibration;

    /// @param calibration asked for only if a system of the catalogue is surveyed: reading it takes longer than a survey without it
    public Surveyor(Supplier<Calibration> calibration) {
        this.calibration = calibration;
    }

    /// @param logs to be laid beside the predictions for each system
    /// @throws InputException if the group does not fit a system, an algorithm does not do an operation, or a fault parts a system that is asked about as a whole
    public Survey survey(Question question, List<Subject> subjects, List<MeasuredLog> logs) {
        List<Surveyed> systems = new ArrayList<>();
        List<Agreement> agreements = new ArrayList<>();
        for (Subject subject : subjects) {
            Pricing sound = new Pricing(subject, Condition.SOUND, calibration);
            systems.add(system(question, subject, sound));
            logs.forEach(log -> agreements.add(Comparing.of(log, question, subject, sound)));
        }
        return new Survey(question.condition(), systems, agreements);
    }

    private Surveyed system(Question question, Subject subject, Pricing sound) {
        List<Series> series = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<FaultCost> faults = List.of();
        List<Together> together = List.of();
        if (!question.sizes().isEmpty()) {
            Optional<Pricing> conditioned = question.condition().sound() ? Optional.empty() : Optional.of(sound.under(question.condition()));
            conditioned.filter(c -> question.ranks().isEmpty() && c.left() < subject.ranks()).ifPresent(c -> {
                c.fabric().requireTogether();
                notes.add(ANEW);
            });
            question.operations().forEach(operation -> series.add(series(question, operation, sound, conditioned)));
            together = new Overlaps(question, subject, question.condition(), conditioned.orElse(sound)).all();
            faults = question.faults() ? new FaultCosts(subject, question, conditioned.orElse(sound)).all() : List.of();
        }
        return new Surveyed(subject, series, together, faults, question.flows().map(flows -> FlowRun.of(subject, question.condition(), flows)), notes);
    }

    private static Series series(Question question, Operation operation, Pricing sound, Optional<Pricing> conditioned) {
        Group group = sound.group(question.ranks(), question.stride());
        Optional<Group> left = conditioned.map(c -> c.group(question.ranks(), question.stride()));
        List<Point> points = new ArrayList<>();
        FlowAnswer asBuilt = null;
        Optional<FlowAnswer> then = Optional.empty();
        for (double bytes : question.sizes()) {
            asBuilt = sound.answer(operation, bytes, group, question.algorithm());
            then = conditioned.map(c -> c.answer(operation, bytes, left.orElseThrow(), question.algorithm()));
            points.add(new Point(bytes, Pricing.timing(group, asBuilt), then.map(t -> Pricing.timing(left.orElseThrow(), t))));
        }
        return new Series(operation, group.ranks(), group.stride(), points, Optional.of(new Heat(asBuilt.total(), then.map(FlowAnswer::total))));
    }
}
