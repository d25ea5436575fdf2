package dev.podwright.plan;

import dev.podwright.workload.Budget;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which pod trains best. With tokens and time given: the fewest cards. With one of them: the fewest days, the most tokens,
/// which is the same as the most tokens per second. The name last, so that the order never depends on the search.
record TrainingRanking(Budget budget) {

    Comparator<TrainingPodPlan> ofPods() {
        Comparator<TrainingPodPlan> fastest = Comparator.comparingDouble(p -> -rate(p));
        Comparator<TrainingPodPlan> first = sized() ? Comparator.<TrainingPodPlan>comparingInt(p -> p.best().orElseThrow().chips()).thenComparing(fastest) : fastest;
        return first.thenComparing(p -> p.target().pod().id());
    }

    /// By how much a pod that meets the budget beats another that does.
    Margin margin(TrainingPodPlan better, TrainingPodPlan other) {
        return Margin.ofTraining(better.best().orElseThrow(), other.best().orElseThrow(), sized());
    }

    /// Why `winner` wins, in a sentence or two, and over whom it does not for certain.
    String reason(TrainingPodPlan winner, List<TrainingPodPlan> pods) {
        String doubt = pods.stream().filter(p -> p != winner && p.best().isPresent()).map(p -> doubt(winner, p)).collect(Collectors.joining());
        return why(winner, pods) + doubt;
    }

    private String doubt(TrainingPodPlan winner, TrainingPodPlan other) {
        Margin margin = margin(winner, other);
        return margin.toldApart() ? "" : " " + margin.words(winner.target().pod().id(), other.target().pod().id()) + ".";
    }

    private String why(TrainingPodPlan winner, List<TrainingPodPlan> pods) {
        Optional<TrainingPodPlan> next = pods.stream().filter(p -> p != winner && p.best().isPresent()).min(ofPods());
        if (next.isEmpty()) {
            return winner.reason();
        }
        TrainingOption one = winner.best().orElseThrow();
        TrainingOption other = next.get().best().orElseThrow();
        String mixed = winner.job().chip().id().equals(next.get().job().chip().id()) ? "" : " A card of one chip is not the price of a card of another.";
        String sentence = sized()
                ? "%s makes it with %,d cards, %s with %,d.".formatted(name(winner), one.chips(), name(next.get()), other.chips())
                : "%s trains at %,.0f tokens/s with %,d cards (%,.0f per card), %s at %,.0f with %,d (%,.0f per card).".formatted(name(winner), rate(winner),
                        one.chips(), rate(winner) / one.chips(), name(next.get()), rate(next.get()), other.chips(), rate(next.get()) / other.chips());
        return sentence + mixed;
    }

    private boolean sized() {
        return budget.tokens().isPresent() && budget.seconds().isPresent();
    }

    private static double rate(TrainingPodPlan pod) {
        return pod.best().orElseThrow().iteration().tokensPerSecond().value();
    }

    private static String name(TrainingPodPlan pod) {
        String name = pod.job().pod().name();
        return pod.job().rankChip().announced() && !name.contains("(") ? name + " (announced)" : name;
    }
}
