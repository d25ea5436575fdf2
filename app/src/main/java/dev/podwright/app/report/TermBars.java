package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.StageMemory;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The memory of training ranks by use. The smallest uses share a colour; the table has them all.
///
/// @param drawn rows that become bars
record TermBars(List<Row> rows, List<Integer> drawn) {
    /// Uses with a colour of their own: with `other` as many as there are hues that one tells apart.
    private static final int MOST_TERMS = 7;

    /// @param free bytes drawn as free
    record Row(String name, StageMemory memory, double free) {

        double bytes(String term) {
            return memory.terms().stream().filter(t -> t.name().equals(term)).mapToDouble(MemoryTerm::bytes).sum();
        }
    }

    /// @param limit bytes to draw a line at, if there is one
    Figure figure(String id, String title, String caption, OptionalDouble limit) {
        List<String> all = rows.stream().flatMap(r -> r.memory.terms().stream()).filter(t -> t.bytes() > 0).map(MemoryTerm::name).distinct().toList();
        int own = all.size() > MOST_TERMS + 1 ? MOST_TERMS : all.size();
        List<String> large = all.stream().sorted(Comparator.comparingDouble((String term) -> -rows.stream().mapToDouble(r -> r.bytes(term)).max().orElseThrow())).limit(own).toList();
        List<Chart.Bars.Stack> stacks = new ArrayList<>();
        for (String term : all) {
            if (large.contains(term)) {
                stacks.add(stack(term, Tone.series(stacks.size()), List.of(term)));
            }
        }
        if (own < all.size()) {
            stacks.add(stack("other", Tone.series(own), all.stream().filter(t -> !large.contains(t)).toList()));
        }
        if (rows.stream().anyMatch(r -> r.free > 0)) {
            stacks.add(new Chart.Bars.Stack("free", Tone.FREE, drawn.stream().map(i -> Unit.GIB.fromSi(rows.get(i).free)).toList()));
        }
        OptionalDouble mark = limit.isPresent() ? OptionalDouble.of(Unit.GIB.fromSi(limit.getAsDouble())) : limit;
        return new Figure(id, title, caption, new Chart.Bars(drawn.stream().map(i -> rows.get(i).name).toList(), stacks, "memory of a rank", "GiB", mark,
                mark.isPresent() ? "%s GiB usable".formatted(Show.number(mark.getAsDouble())) : ""), table(title, all));
    }

    private Chart.Bars.Stack stack(String name, Tone tone, List<String> terms) {
        return new Chart.Bars.Stack(name, tone, drawn.stream().map(i -> Unit.GIB.fromSi(terms.stream().mapToDouble(rows.get(i)::bytes).sum())).toList());
    }

    private Table table(String title, List<String> all) {
        List<String> headings = new ArrayList<>(List.of("GiB per rank", "all"));
        headings.addAll(all);
        return new Table(title, headings, rows.stream().map(r -> Stream.concat(Stream.of(r.name, Show.number(Unit.GIB.fromSi(r.memory.bytes()))),
                all.stream().map(t -> Show.number(Unit.GIB.fromSi(r.bytes(t))))).toList()).toList());
    }
}
