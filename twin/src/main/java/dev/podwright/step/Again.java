package dev.podwright.step;

import dev.podwright.layout.Recompute;
import dev.podwright.model.Part;
import java.util.Set;

/// Which items of the forward pass run again before the backward pass.
final class Again {
    private static final Set<String> LATENT_UP = Set.of("attention.q_up", "attention.kv_up");

    private Again() {}

    static boolean runs(PassItem item, Recompute recompute) {
        return switch (recompute) {
            case Recompute.None _ -> false;
            case Recompute.Full _ -> true;
            case Recompute.Selective selective -> selective.parts().stream().anyMatch(part -> holds(part, item.name()));
        };
    }

    private static boolean holds(Part part, String name) {
        return switch (part) {
            case CORE_ATTENTION -> name.startsWith("attention.core");
            case NORM -> name.endsWith(".norm");
            case ACTIVATION -> name.endsWith(".activation");
            case LATENT_UP -> LATENT_UP.contains(name);
            case FEED_FORWARD -> name.startsWith("ffn.");
            case EXPERTS -> name.startsWith("moe.") || name.startsWith("ep.");
        };
    }
}
