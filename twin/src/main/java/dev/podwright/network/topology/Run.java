package dev.podwright.network.topology;

import dev.podwright.catalog.Level;
import dev.podwright.catalog.Wiring;
import java.util.ArrayList;
import java.util.List;

/// Levels one outside the other that share the ports of the cards: the tiers of one network.
///
/// @param levels from the inside out, each of more than one group
record Run(List<Level> levels) {
    /// Bandwidths that were converted between units may differ in the last digits.
    private static final double SAME = 1e-9;

    Run {
        levels = List.copyOf(levels);
    }

    /// The levels of a pod that join anything, divided.
    static List<Run> of(List<Level> levels) {
        List<Run> runs = new ArrayList<>();
        List<Level> run = new ArrayList<>();
        for (Level level : levels) {
            if (level.groups() > 1) {
                if (!run.isEmpty() && !continues(run.getLast(), level)) {
                    runs.add(new Run(run));
                    run.clear();
                }
                run.add(level);
            }
        }
        if (!run.isEmpty()) {
            runs.add(new Run(run));
        }
        return runs;
    }

    /// A second tier of switches repeats the bandwidth of the first; a network of NICs and a host bus are one however thin they become.
    private static boolean continues(Level inner, Level outer) {
        if (inner.wiring() != outer.wiring()) {
            return false;
        }
        double below = inner.bandwidth().si();
        double above = outer.bandwidth().si();
        return switch (outer.wiring()) {
            case SWITCH -> Math.abs(above - below) <= SAME * below;
            case FAT_TREE, PCIE -> above <= below * (1 + SAME);
            case DIE_PAIR, FULL_MESH, TORUS -> false;
        };
    }

    Wiring wiring() {
        return levels.getFirst().wiring();
    }

    /// Groups of what lies inside that it joins.
    int groups() {
        return levels.stream().mapToInt(Level::groups).reduce(1, Math::multiplyExact);
    }
}
