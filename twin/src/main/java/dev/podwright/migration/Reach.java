package dev.podwright.migration;

import dev.podwright.catalog.Pod;
import java.util.List;

/// How far groups of ranks reach without leaving the scale-up links.
final class Reach {
    private static final String CATALOGUE = "arithmetic from the levels of both systems in the catalogue";

    private Reach() {}

    static List<Report.Change> changes(Case asked) {
        Pod here = asked.question().from().pod();
        Pod there = asked.target().pod();
        if (here.ranks() == 1 && there.ranks() == 1) {
            return List.of();
        }
        int before = scaleUp(here);
        int after = scaleUp(there);
        Report.Weight weight = after > before ? Report.Weight.GAINS : after < before ? Report.Weight.COSTS : Report.Weight.KEEPS;
        String pairs = there.ranksPerChip() > 1
                ? " A card is %d ranks to software: sizes of groups count dies, and the smallest groups stay inside a card.".formatted(there.ranksPerChip()) : "";
        return List.of(new Report.Change(Report.Topic.LAYOUT, words(before, here), words(after, there),
                "Tensor, expert and context groups of up to %,d rank%s stay on scale-up links, on %s up to %,d.%s".formatted(after, after == 1 ? "" : "s",
                        asked.question().from().id(), before, pairs), weight, CATALOGUE));
    }

    private static String words(int ranks, Pod pod) {
        return "%,d rank%s on scale-up links (%s)".formatted(ranks, ranks == 1 ? "" : "s", pod.id());
    }

    /// Ranks joined by scale-up links.
    static int scaleUp(Pod pod) {
        return pod.levels().stream().filter(l -> !l.scaleOut()).mapToInt(l -> l.groups()).reduce(1, Math::multiplyExact);
    }
}
