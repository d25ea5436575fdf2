package dev.podwright.plan;

import dev.podwright.training.TrainingJob;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What single changes would bring: each by a search on the changed job among the shapes around the best ones.
record Effects(Changes changes, TrainingSession session, int ranks) {
    /// Kinds whose neighbours in parallel sizes are looked at: the best and the runner-up.
    private static final int KINDS = 2;

    /// Largest gain first. The best that was found is always among the shapes looked at, so that a change for the better
    /// never brings a loss.
    ///
    /// @param tokensPerSecond of the best setup as things are, by the walk through its schedule
    List<Effect> of(Found found, double tokensPerSecond) {
        List<Shape> around = found.bestOfKinds().stream().limit(KINDS).map(t -> Shape.of(t.setup().layout())).toList();
        Predicate<Shape> near = shape -> around.stream().anyMatch(shape::near);
        double rate = rate(session.job(), found.best().orElseThrow());
        return changes.of(session.job()).parallelStream().flatMap(c -> effect(c, near, around.stream().findFirst(), tokensPerSecond, tokensPerSecond / rate).stream())
                .sorted(Comparator.comparingDouble(Effect::gain).reversed().thenComparing(Effect::change)).toList();
    }

    /// Where nothing fits: what more memory would bring.
    List<Effect> ofNothing() {
        return effect(changes.memory(session.job()), _ -> true, Optional.empty(), 0, 1).stream().toList();
    }

    private Optional<Effect> effect(Changes.Change change, Predicate<Shape> near, Optional<Shape> likely, double before, double walked) {
        return session.changed(change.job()).search().fastest(ranks, near, likely)
                .map(best -> new Effect(change.words(), before, walked * rate(change.job(), best), best.setup()));
    }

    private static double rate(TrainingJob job, Timed timed) {
        return job.recipe().stepTokens() / timed.seconds();
    }
}
