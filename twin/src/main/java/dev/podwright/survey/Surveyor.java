package dev.podwright.survey;

import dev.podwright.calibration.Calibration;
import dev.podwright.document.InputException;
import dev.podwright.fabric.Group;
import dev.podwright.network.collective.Operation;
import dev.podwright.survey.log.MeasuredLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds out what exchanges cost on systems.
public final class Surveyor {
    private final Supplier<Calibration> calibration;

    /// @param calibration asked for only if a system of the catalogue is surveyed: reading it takes longer than a survey without it
    public Surveyor(Supplier<Calibration> calibration) {
        this.calibration = calibration;
    }

    /// @param logs to be laid beside the predictions for each system
    /// @throws InputException if the group does not fit a system, or an algorithm does not do an operation
    public Survey survey(Question question, List<Subject> subjects, List<MeasuredLog> logs) {
        List<Surveyed> systems = new ArrayList<>();
        List<Agreement> agreements = new ArrayList<>();
        for (Subject subject : subjects) {
            Pricing pricing = new Pricing(subject, calibration);
            systems.add(question.sizes().isEmpty() ? new Surveyed(subject, List.of(), Optional.empty(), List.of(), Optional.empty(), List.of()) : survey(question, subject, pricing));
            logs.forEach(log -> agreements.add(Comparing.of(log, question, subject, pricing)));
        }
        return new Survey(question.condition(), systems, agreements);
    }

    private static Surveyed survey(Question question, Subject subject, Pricing pricing) {
        Group group = group(question, subject);
        List<Series> series = new ArrayList<>();
        for (Operation operation : question.operations()) {
            List<Point> points = new ArrayList<>();
            for (double bytes : question.sizes()) {
                points.add(new Point(bytes, pricing.sound(operation, bytes, group), Optional.empty()));
            }
            series.add(new Series(operation, group.ranks(), group.stride(), points, Optional.empty()));
        }
        return new Surveyed(subject, series, Optional.empty(), List.of(), Optional.empty(), List.of());
    }

    private static Group group(Question question, Subject subject) {
        int all = subject.ranks();
        int ranks = question.ranks().orElse(all / question.stride());
        if (ranks < 2) {
            throw new InputException("A group of %d ranks, %d apart, on %s of %,d ranks has nobody to talk to.".formatted(ranks, question.stride(), subject.id(), all),
                    all / question.stride() < 2 ? "Choose a smaller distance." : "Ask for 2 to %,d ranks.".formatted(all / question.stride()));
        }
        if ((long) ranks * question.stride() > all) {
            throw new InputException("A group of %,d ranks, %d apart, does not fit %s of %,d ranks.".formatted(ranks, question.stride(), subject.id(), all),
                    "Ask for at most %,d ranks%s.".formatted(all / question.stride(), subject.pod().isPresent() ? ", or for more chips with --chips" : ""));
        }
        return new Group(ranks, question.stride());
    }
}
