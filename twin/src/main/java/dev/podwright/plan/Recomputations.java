package dev.podwright.plan;

import dev.podwright.layout.Recompute;
import dev.podwright.model.Architecture;
import dev.podwright.model.Attention;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a search tries to compute again: from nothing to everything.
final class Recomputations {
    /// Shares of the layers that are recomputed whole, in between.
    private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75);

    private Recomputations() {}

    /// Least first, everything last.
    ///
    /// @param flashAttention whether attention keeps no scores anyway, so that recomputing it alone saves next to nothing
    static List<Recompute> of(Architecture model, boolean flashAttention) {
        Set<Part> cheap = EnumSet.of(Part.NORM, Part.ACTIVATION);
        Set<Part> wide = EnumSet.of(Part.NORM);
        model.distinctLayers().keySet().forEach(layer -> {
            if (layer.attention() instanceof Attention.Latent) {
                cheap.add(Part.LATENT_UP);
                wide.add(Part.LATENT_UP);
            }
            wide.add(layer.feedForward() instanceof FeedForward.Mixture ? Part.EXPERTS : Part.FEED_FORWARD);
        });
        List<Set<Part>> selections = new ArrayList<>();
        if (!flashAttention) {
            selections.add(EnumSet.of(Part.CORE_ATTENTION));
            cheap.add(Part.CORE_ATTENTION);
            wide.add(Part.CORE_ATTENTION);
        }
        selections.add(cheap);
        selections.add(wide);
        return Stream.of(Stream.of(Recompute.NONE), selections.stream().map(Recompute.Selective::new), SHARES.stream().map(Recompute.Full::new),
                Stream.of(Recompute.FULL)).<Recompute>flatMap(s -> s).toList();
    }

    /// Whether `more` computes again all that `less` does.
    static boolean covers(Recompute more, Recompute less) {
        return switch (less) {
            case Recompute.None _ -> true;
            case Recompute.Full full -> more instanceof Recompute.Full(double share) && share >= full.share();
            case Recompute.Selective selective -> switch (more) {
                case Recompute.None _ -> false;
                case Recompute.Full full -> full.share() == 1;
                case Recompute.Selective other -> whole(other.parts()).containsAll(selective.parts());
            };
        };
    }

    /// Recomputing a whole feed-forward recomputes its activation function.
    private static Set<Part> whole(Set<Part> parts) {
        Set<Part> all = EnumSet.copyOf(parts);
        if (all.contains(Part.FEED_FORWARD) || all.contains(Part.EXPERTS)) {
            all.add(Part.ACTIVATION);
        }
        return all;
    }
}
