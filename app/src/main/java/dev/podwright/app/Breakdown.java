package dev.podwright.app;

import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.MemoryTerm;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where the time and the memory go, in one line.
public final class Breakdown {
    private static final int LARGEST = 3;

    private Breakdown() {}

    /// Shares by bound, then the largest operators: `memory 55 %, link 30 %, ...; most in moe.experts 41 %, ...`.
    public static String inWords(Cost cost) {
        String bounds = byBound(cost).entrySet().stream()
                .sorted(Map.Entry.<Bound, Double>comparingByValue().reversed())
                .map(e -> e.getKey().label() + " " + share(e.getValue(), cost.seconds()))
                .collect(Collectors.joining(", "));
        String names = byName(cost).entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(LARGEST)
                .map(e -> e.getKey() + " " + share(e.getValue(), cost.seconds()))
                .collect(Collectors.joining(", "));
        return "%s; most in %s; an ideal machine needs %s of it".formatted(bounds, names, share(cost.ideal(), cost.seconds()));
    }

    public static Map<Bound, Double> byBound(Cost cost) {
        Map<Bound, Double> seconds = new EnumMap<>(Bound.class);
        cost.leaves().forEach(leaf -> seconds.merge(leaf.bound(), leaf.total(), Double::sum));
        return seconds;
    }

    public static Map<String, Double> byName(Cost cost) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        cost.leaves().forEach(leaf -> seconds.merge(leaf.name(), leaf.total(), Double::sum));
        return seconds;
    }

    /// The terms of a rank's memory with the cache of `sequences`, largest first.
    public static String memory(MemoryBudget memory, double sequences) {
        List<MemoryTerm> terms = new ArrayList<>(memory.fixed());
        terms.add(new MemoryTerm("key-value cache", memory.cachePerSequence() * sequences));
        String parts = terms.stream()
                .filter(t -> t.bytes() > 0)
                .sorted(Comparator.comparingDouble(MemoryTerm::bytes).reversed())
                .map(t -> "%s %s".formatted(t.name(), Show.number(Unit.GIB.fromSi(t.bytes()))))
                .collect(Collectors.joining(", "));
        return "%s of %s GiB usable".formatted(parts, Show.number(Unit.GIB.fromSi(memory.usable())));
    }

    private static String share(double part, double whole) {
        return whole == 0 ? "0 %" : "%.0f %%".formatted(100 * part / whole);
    }
}
