package dev.podwright.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A system of chips joined level by level.
///
/// @param chip id of the chip as sold (a package where packages are sold)
/// @param ranksPerChip what software addresses per chip: 2 for a package of two dies, else 1
/// @param levels from the inside out; the last one may be scale-out
/// @param power whole pod in W, if known
/// @param facts other published figures, by name, for showing
/// @param assumptions what is not published and was assumed, in sentences
public record Pod(String id, String name, String chip, int ranksPerChip, Status status, List<Level> levels,
                  Optional<Quantity> power, List<Price> prices, Map<String, Quantity> facts, List<String> assumptions) {

    public Pod {
        levels = List.copyOf(levels);
        prices = List.copyOf(prices);
        facts = Map.copyOf(facts);
        assumptions = List.copyOf(assumptions);
    }

    /// Ranks (dies, where dies are addressed) of the whole pod.
    public int ranks() {
        return levels.stream().mapToInt(Level::groups).reduce(1, Math::multiplyExact);
    }

    /// Chips as sold.
    public int chips() {
        return ranks() / ranksPerChip;
    }
}
