package dev.podwright.plan;

import dev.podwright.workload.Demand;
import dev.podwright.workload.Load;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// What is better. With a demand given: fewer chips. Without: more requests per second, of a pod as a whole among its
/// deployments, of each of its chips among pods. Then the shorter TPOT, then the shorter TTFT; the label last, so that the
/// order never depends on the search.
record Ranking(Demand demand) {

    /// What counts first among deployments of one pod, less being better.
    double first(Offer offer) {
        return first(offer.chips(), offer.capacity());
    }

    private double first(int chips, double capacity) {
        return saturating() ? -capacity : chips;
    }

    Comparator<Option> ofOptions() {
        return Comparator.<Option>comparingDouble(o -> first(o.chips(), o.capacity().value())).thenComparing(means());
    }

    /// Of pods that meet the demand.
    Comparator<PodPlan> ofPods() {
        return Comparator.<PodPlan>comparingDouble(this::first).thenComparing(p -> p.best().orElseThrow(), means());
    }

    private static Comparator<Option> means() {
        return Comparator.<Option>comparingDouble(o -> o.performance().tpot().value())
                .thenComparingDouble(o -> o.performance().ttft().value())
                .thenComparing(o -> o.deployment().label());
    }

    private double first(PodPlan pod) {
        Option best = pod.best().orElseThrow();
        return saturating() ? -perChip(pod) : best.chips();
    }

    private static double perChip(PodPlan pod) {
        return pod.best().orElseThrow().capacity().value() / pod.target().pod().chips();
    }

    private boolean saturating() {
        return demand.load() instanceof Load.Saturating;
    }

    /// By how much a deployment beats another of the same pod.
    Margin margin(Option better, Option other) {
        return saturating() ? Margin.ofCapacity(better, 1, other, 1) : Margin.ofCards(better, other);
    }

    /// By how much a pod that meets the demand beats another that does.
    Margin margin(PodPlan better, PodPlan other) {
        Option best = better.best().orElseThrow();
        Option next = other.best().orElseThrow();
        return saturating() ? Margin.ofCapacity(best, better.target().pod().chips(), next, other.target().pod().chips()) : Margin.ofCards(best, next);
    }

    /// Why `winner` wins, in a sentence or two, and over whom it does not for certain.
    String reason(PodPlan winner, List<PodPlan> pods) {
        String doubt = pods.stream().filter(p -> p != winner && p.best().isPresent()).map(p -> doubt(winner, p)).collect(Collectors.joining());
        return why(winner, pods) + doubt;
    }

    private String doubt(PodPlan winner, PodPlan other) {
        Margin margin = margin(winner, other);
        return margin.toldApart() ? "" : " " + margin.words(winner.target().pod().id(), other.target().pod().id()) + ".";
    }

    private String why(PodPlan winner, List<PodPlan> pods) {
        int chips = winner.best().orElseThrow().chips();
        if (pods.size() == 1) {
            return "%s meets the demand with %,d cards.".formatted(name(winner), chips);
        }
        if (saturating()) {
            return "%s serves most per card (%.3g requests/s).".formatted(name(winner), perChip(winner)) + caution(winner, pods);
        }
        boolean tie = pods.stream().filter(p -> p != winner).flatMap(p -> p.best().stream()).anyMatch(o -> o.chips() == chips);
        String sentence = tie ? "%s needs as few cards as any (%,d) and generates faster." : "%s needs the fewest cards (%,d).";
        return sentence.formatted(name(winner), chips) + caution(winner, pods);
    }

    private static String name(PodPlan pod) {
        return pod.target().pod().name() + (announced(pod) && !pod.target().pod().name().contains("(") ? " (announced)" : "");
    }

    /// Cards of different chips are not money, and what is announced cannot be bought.
    private String caution(PodPlan winner, List<PodPlan> pods) {
        boolean mixed = pods.stream().map(p -> p.target().pod().chip()).distinct().count() > 1;
        String cards = mixed ? " A card of one chip is not the price of a card of another." : "";
        String shipping = announced(winner)
                ? pods.stream().filter(p -> p.best().isPresent() && !announced(p)).min(ofPods()).map(p -> " Best that ships: " + p.target().pod().name() + ".").orElse("")
                : "";
        return cards + shipping;
    }

    private static boolean announced(PodPlan pod) {
        return pod.site().rankChip().announced();
    }
}
