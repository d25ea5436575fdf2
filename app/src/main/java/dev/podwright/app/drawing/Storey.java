package dev.podwright.app.drawing;

import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A level of a pod, from the inside out.
///
/// @param name as the catalogue calls it, such as `ub-rack`
/// @param one what one group of it is called, such as `rack`
/// @param groups how many groups of the next inner storey, or ranks, one group holds
public record Storey(String name, String one, int groups) {
    private static final Set<String> NOUNS = Set.of("package", "board", "server", "node", "rack", "row", "column", "cabinet", "unit", "plane", "pod", "cube", "tray", "segment", "group");
    /// Most cards that one server is known to hold (a node of CloudMatrix384 has 16 dies).
    private static final int SERVER = 16;
    /// Most cards that one rack is known to hold, rounded up (72 GPUs of an NVL72).
    private static final int RACK = 128;

    /// The levels of `pod` that join more than one thing.
    public static List<Storey> of(Pod pod) {
        List<Storey> storeys = new ArrayList<>();
        int ranks = 1;
        for (Level level : pod.levels()) {
            ranks = Math.multiplyExact(ranks, level.groups());
            if (level.groups() > 1) {
                storeys.add(new Storey(level.name(), one(level, ranks), level.groups()));
            }
        }
        return storeys;
    }

    private static String one(Level level, int ranks) {
        String end = level.name().substring(level.name().lastIndexOf('-') + 1);
        if (NOUNS.contains(end)) {
            return end;
        }
        if (level.wiring() == Wiring.DIE_PAIR) {
            return "package";
        }
        return ranks <= SERVER ? "node" : ranks <= RACK ? "rack" : "pod";
    }
}
