package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.MemoryTerm;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the memory of a rank holds.
final class MemoryBars {
    private static final String FREE = "free";

    private final Map<String, Map<String, Double>> bars = new LinkedHashMap<>();
    private final Set<String> terms = new LinkedHashSet<>();

    /// @param terms bytes
    MemoryBars add(String name, List<MemoryTerm> uses, double usable) {
        Map<String, Double> bar = new LinkedHashMap<>();
        uses.forEach(use -> {
            bar.merge(use.name(), use.bytes(), Double::sum);
            terms.add(use.name());
        });
        bar.put(FREE, Math.max(0, usable - uses.stream().mapToDouble(MemoryTerm::bytes).sum()));
        bars.put(name, bar);
        return this;
    }

    /// The memory of a serving rank with the cache of `sequences`.
    MemoryBars add(String name, MemoryBudget memory, double sequences) {
        List<MemoryTerm> uses = new ArrayList<>(memory.fixed());
        uses.add(new MemoryTerm("key-value cache", memory.cachePerSequence() * sequences));
        return add(name, uses, memory.usable());
    }

    Figure figure(String id, String title, String caption) {
        List<String> names = new ArrayList<>(terms);
        names.add(FREE);
        List<Chart.Bars.Stack> stacks = new ArrayList<>();
        for (String name : names) {
            Tone tone = name.equals(FREE) ? Tone.FREE : Tone.series(stacks.size());
            stacks.add(new Chart.Bars.Stack(name, tone, bars.values().stream().map(bar -> Unit.GIB.fromSi(bar.getOrDefault(name, 0.0))).toList()));
        }
        List<String> headings = new ArrayList<>(List.of("GiB per rank"));
        headings.addAll(names);
        List<String> rows = List.copyOf(bars.keySet());
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            List<String> line = new ArrayList<>(List.of(rows.get(i)));
            stacks.forEach(stack -> line.add(Show.number(stack.values().get(row))));
            lines.add(line);
        }
        return new Figure(id, title, caption, new Chart.Bars(rows, stacks, "memory of the fullest rank", "GiB"), new Table(title, headings, lines));
    }
}
