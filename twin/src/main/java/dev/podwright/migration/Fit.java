package dev.podwright.migration;

import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Attention;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the best layouts of both systems ask of memory and of the target's kernels.
final class Fit {
    private static final String PLANNER = "arithmetic: the planner of this product on both systems";
    private static final String FUSED = Facts.bundled().source("fia");
    private static final String EXPERTS = Facts.bundled().source("moe");

    /// Query heads on a rank that the fused operator takes where keys are a latent of 512 (its page, constraints of MLA).
    private static final Set<Integer> LATENT_HEADS = Set.of(32, 64, 128);
    /// Conditions of MC2 on A2 (moe_comm_method, "A2").
    private static final int EXPERTS_ON_A_RANK = 24;
    private static final int EXPERT_RANKS = 16;

    private Fit() {}

    /// The layouts side by side.
    static Optional<Report.Change> change(Case asked, Report.Layouts layouts) {
        if (layouts.target().isEmpty()) {
            return Optional.of(new Report.Change(Report.Topic.LAYOUT, words(layouts.source()), "none", "No layout was found on %s: what is known of it does not suffice, or nothing that was tried fits or meets the limits; what is said of the best layout names which.".formatted(asked.target().id()),
                    Report.Weight.BLOCKS, PLANNER));
        }
        Report.Side there = layouts.target().get();
        Report.Weight weight = layouts.source().map(here -> there.rate().low() > here.rate().high() ? Report.Weight.GAINS
                : there.rate().high() < here.rate().low() ? Report.Weight.COSTS : Report.Weight.KEEPS).orElse(Report.Weight.GAINS);
        String rates = layouts.source().map(here -> " %s tokens/s per card against %s on %s.".formatted(Headline.rate(there.rate()), Headline.rate(here.rate()), asked.question().from().id()))
                .orElse(" %s tokens/s per card; nothing fits on %s.".formatted(Headline.rate(there.rate()), asked.question().from().id()));
        return Optional.of(new Report.Change(Report.Topic.LAYOUT, words(layouts.source()), words(layouts.target()), "%s%s%s".formatted(
                layouts.source().map(h -> "On %s %s. ".formatted(asked.question().from().id(), memory(h))).orElse(""), "On %s %s.".formatted(asked.target().id(), memory(there)), rates), weight, PLANNER));
    }

    private static String memory(Report.Side side) {
        return "%.1f of %.1f GiB of the fullest rank are weights, %,d of %,d cards work".formatted(Unit.GIB.fromSi(side.weights()), Unit.GIB.fromSi(side.usable()), side.cards(), side.of());
    }

    private static String words(Optional<Report.Side> side) {
        return side.map(s -> "%s, %s".formatted(s.layout(), s.precision())).orElse("no layout fits");
    }

    /// Limits of the target's kernels that the layout oversteps.
    static List<Report.Change> limits(Case asked, Architecture model, List<ServingLayout> layouts) {
        List<Report.Change> changes = new ArrayList<>();
        for (ServingLayout layout : layouts) {
            for (Layer layer : model.distinctLayers().keySet()) {
                heads(asked, layer, layout).filter(c -> !changes.contains(c)).ifPresent(changes::add);
                experts(asked, layer, layout).filter(c -> !changes.contains(c)).ifPresent(changes::add);
            }
        }
        return changes;
    }

    private static Optional<Report.Change> heads(Case asked, Layer layer, ServingLayout layout) {
        if (!(layer.attention() instanceof Attention.Latent l) || !asked.has(Trait.A2) && !asked.has(Trait.A3) || LATENT_HEADS.contains(l.heads() / layout.tensor())) {
            return Optional.empty();
        }
        return Optional.of(new Report.Change(Report.Topic.ATTENTION, "%d query heads on every rank (%s)".formatted(l.heads() / layout.tensor(), layout.label()), "32, 64 or 128 query heads on a rank",
                "The fused operator does not take the best layout's heads: choose another tensor size, or check which operator the engine falls back to; of that nothing was read.",
                Report.Weight.COSTS, FUSED));
    }

    private static Optional<Report.Change> experts(Case asked, Layer layer, ServingLayout layout) {
        if (!(layer.feedForward() instanceof FeedForward.Mixture m) || !asked.has(Trait.A2) || layout.experts() == 1) {
            return Optional.empty();
        }
        int each = Math.ceilDiv(m.experts(), layout.experts());
        if (each <= EXPERTS_ON_A_RANK && layout.experts() >= EXPERT_RANKS) {
            return Optional.empty();
        }
        return Optional.of(new Report.Change(Report.Topic.LAYOUT, "%d experts on each of %d ranks (%s)".formatted(each, layout.experts(), layout.label()), "all-gather instead of MC2",
                "MC2 on A2 wants at least %d ranks with at most %d experts each: with fewer, tokens are gathered on all ranks, which the predicted rate does not count."
                        .formatted(EXPERT_RANKS, EXPERTS_ON_A_RANK), Report.Weight.COSTS, EXPERTS));
    }
}
