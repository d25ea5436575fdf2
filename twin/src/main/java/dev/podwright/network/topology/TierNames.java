package dev.podwright.network.topology;

import dev.podwright.catalog.Level;
import dev.podwright.catalog.Wiring;
import dev.podwright.network.NetworkBuilder;
import java.util.List;
import java.util.stream.IntStream;

/// What tiers of switches are called: as the catalogue says, else leaf, spine and core; a name that is taken gets the level's before it.
final class TierNames {
    private static final List<String> USUAL = List.of("leaf", "spine", "core");

    private TierNames() {}

    /// The tier of the `index`-th level of a run.
    static String level(NetworkBuilder builder, Run run, int index) {
        Level level = run.levels().get(index);
        if (!level.shape().tiers().isEmpty()) {
            return free(builder, level, level.shape().tiers().getFirst());
        }
        boolean usual = run.levels().size() > 1 && run.wiring() != Wiring.PCIE && index < USUAL.size();
        return free(builder, level, usual ? USUAL.get(index) : level.name());
    }

    /// Three tiers of a single level, from the cards up.
    static List<String> leaves(NetworkBuilder builder, Level level) {
        List<String> known = level.shape().tiers();
        return IntStream.range(0, USUAL.size())
                .mapToObj(i -> free(builder, level, i < known.size() ? known.get(i) : USUAL.get(i))).toList();
    }

    private static String free(NetworkBuilder builder, Level level, String name) {
        String label = builder.has(name) ? level.name() + "_" + name : name;
        // A hyphen joins the two ends of a link type.
        return label.replace('-', '_');
    }
}
