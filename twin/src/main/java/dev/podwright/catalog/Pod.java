package dev.podwright.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A system of chips joined level by level.
///
/// @param chip id of the chip as sold (a package where packages are sold)
/// @param ranksPerChip what software addresses per chip: 2 for a package of two dies, else 1
/// @param levels from the inside out; the last one may be scale-out
/// @param power whole pod in W, if known
/// @param prices what the pod, or one server of it, was sold for
/// @param facts other published figures, by name, for showing
/// @param assumptions what is not published and was assumed, in sentences
/// @param otherChips chips that the same system is sold with
/// @param notes what else is worth knowing
public record Pod(String id, String name, String chip, int ranksPerChip, Status status, List<Level> levels,
                  Optional<Quantity> power, List<Price> prices, Map<String, Quantity> facts, List<String> assumptions,
                  List<String> aliases, List<String> otherChips, List<String> notes) {

    public Pod {
        levels = List.copyOf(levels);
        prices = List.copyOf(prices);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        assumptions = List.copyOf(assumptions);
        aliases = List.copyOf(aliases);
        otherChips = List.copyOf(otherChips);
        notes = List.copyOf(notes);
    }

    /// A pod without aliases, chip choices and notes.
    public Pod(String id, String name, String chip, int ranksPerChip, Status status, List<Level> levels,
               Optional<Quantity> power, List<Price> prices, Map<String, Quantity> facts, List<String> assumptions) {
        this(id, name, chip, ranksPerChip, status, levels, power, prices, facts, assumptions, List.of(), List.of(), List.of());
    }

    /// Ranks (dies, where dies are addressed) of the whole pod.
    public int ranks() {
        return levels.stream().mapToInt(Level::groups).reduce(1, Math::multiplyExact);
    }

    /// Chips as sold.
    public int chips() {
        return ranks() / ranksPerChip;
    }

    public boolean announced() {
        return status == Status.ANNOUNCED;
    }

    /// The pod with `factor` times the bandwidth on some of its levels.
    public Pod scaled(Predicate<Level> which, double factor, String why) {
        return withLevels(levels.stream().map(l -> which.test(l) ? l.rate().map(r -> l.withRate(r.times(factor, why))).orElse(l) : l).toList());
    }

    Pod withLevels(List<Level> other) {
        return new Pod(id, name, chip, ranksPerChip, status, other, power, prices, facts, assumptions, aliases,
                otherChips, notes);
    }

    Pod withChip(String other) {
        return new Pod(id, name, other, ranksPerChip, status, levels, power, prices, facts, assumptions, aliases,
                otherChips, notes);
    }

    Pod withPower(Optional<Quantity> other) {
        return new Pod(id, name, chip, ranksPerChip, status, levels, other, prices, facts, assumptions, aliases,
                otherChips, notes);
    }

    Pod withPrices(List<Price> other) {
        return new Pod(id, name, chip, ranksPerChip, status, levels, power, other, facts, assumptions, aliases,
                otherChips, notes);
    }

    /// The same pod under another name, with one more assumption.
    Pod described(String otherName, List<String> otherAssumptions) {
        return new Pod(id, otherName, chip, ranksPerChip, status, levels, power, prices, facts, otherAssumptions,
                aliases, otherChips, notes);
    }
}
