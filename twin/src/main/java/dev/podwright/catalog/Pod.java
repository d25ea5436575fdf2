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
/// @param templates other ways in which it may be wired, by name, where the vendor has not published it
public record Pod(String id, String name, String chip, int ranksPerChip, Status status, List<Level> levels,
                  Optional<Quantity> power, List<Price> prices, Map<String, Quantity> facts, List<String> assumptions,
                  List<String> aliases, List<String> otherChips, List<String> notes, Map<String, Template> templates) {

    /// Stands between a pod and one of its templates in a name: `atlas-950-superpod@rack-mesh`.
    public static final char TEMPLATE = '@';

    /// Another wiring of a pod.
    ///
    /// @param levels that take the place of the pod's
    /// @param assumptions that take the place of the pod's
    public record Template(List<Level> levels, List<String> assumptions) {
        public Template {
            levels = List.copyOf(levels);
            assumptions = List.copyOf(assumptions);
        }
    }

    public Pod {
        levels = List.copyOf(levels);
        prices = List.copyOf(prices);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        assumptions = List.copyOf(assumptions);
        aliases = List.copyOf(aliases);
        otherChips = List.copyOf(otherChips);
        notes = List.copyOf(notes);
        templates = Collections.unmodifiableMap(new LinkedHashMap<>(templates));
    }

    /// A pod of which one wiring is known.
    public Pod(String id, String name, String chip, int ranksPerChip, Status status, List<Level> levels, Optional<Quantity> power, List<Price> prices,
               Map<String, Quantity> facts, List<String> assumptions, List<String> aliases, List<String> otherChips, List<String> notes) {
        this(id, name, chip, ranksPerChip, status, levels, power, prices, facts, assumptions, aliases, otherChips, notes, Map.of());
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
                otherChips, notes, templates);
    }

    Pod withChip(String other) {
        return new Pod(id, name, other, ranksPerChip, status, levels, power, prices, facts, assumptions, aliases,
                otherChips, notes, templates);
    }

    Pod withPower(Optional<Quantity> other) {
        return new Pod(id, name, chip, ranksPerChip, status, levels, other, prices, facts, assumptions, aliases,
                otherChips, notes, templates);
    }

    Pod withPrices(List<Price> other) {
        return new Pod(id, name, chip, ranksPerChip, status, levels, power, other, facts, assumptions, aliases,
                otherChips, notes, templates);
    }

    /// The pod wired as one of its templates.
    Pod as(String template) {
        Template other = templates.get(template);
        return new Pod(id + TEMPLATE + template, "%s, %s".formatted(name, template), chip, ranksPerChip, status, other.levels(), power, prices, facts,
                other.assumptions(), List.of(), otherChips, notes, Map.of());
    }

    /// The same pod under another name, with one more assumption.
    Pod described(String otherName, List<String> otherAssumptions) {
        return new Pod(id, otherName, chip, ranksPerChip, status, levels, power, prices, facts, otherAssumptions,
                aliases, otherChips, notes, templates);
    }
}
