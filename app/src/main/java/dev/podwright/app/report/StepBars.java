package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Where the time of steps goes: each step as it is predicted, and beside it as an ideal machine would do it.
final class StepBars {
    private static final String IDEAL = "ideal machine";

    private StepBars() {}

    /// What a step's leaves are sorted by.
    private record Key(String name, Tone tone) {}

    /// By what the parts do.
    static Figure byPart(String id, String title, Map<String, Cost> steps) {
        return figure(id, title, "What the time is spent on. The bar below each is the same step at peak FLOP/s and full bandwidth, without any overhead.",
                steps, Arrays.stream(StepPart.values()).map(p -> new Key(p.label(), p.tone())).toList(),
                leaf -> StepPart.of(leaf).label());
    }

    /// By what limits them.
    static Figure byBound(String id, String title, Map<String, Cost> steps) {
        List<Key> keys = new ArrayList<>(Arrays.stream(Bound.values()).map(b -> new Key(b.label(), Tone.valueOf(b.name()))).toList());
        keys.add(new Key(IDEAL, Tone.EIGHT));
        return figure(id, title, "What limits the time: arithmetic, memory traffic, links, or latencies that no amount of data explains.",
                steps, keys, leaf -> leaf.bound().label());
    }

    private static Figure figure(String id, String title, String caption, Map<String, Cost> steps, List<Key> keys, Function<Cost, String> key) {
        List<String> rows = new ArrayList<>();
        steps.keySet().forEach(name -> rows.addAll(List.of(name, IDEAL)));
        List<Chart.Bars.Stack> stacks = keys.stream().map(k -> new Chart.Bars.Stack(k.name, k.tone, steps.values().stream()
                .flatMap(step -> Stream.of(sum(step, leaf -> key.apply(leaf).equals(k.name), Cost::seconds), ideal(step, k, keys, key))).toList()))
                .filter(stack -> stack.values().stream().anyMatch(v -> v > 0)).toList();
        return new Figure(id, title, caption, new Chart.Bars(rows, stacks, "time of one", "ms"), table(title, rows, stacks));
    }

    /// On the ideal machine a part may be limited by something else than on the real one, so by limits it is told as a whole.
    private static double ideal(Cost step, Key own, List<Key> keys, Function<Cost, String> key) {
        boolean whole = keys.getLast().name.equals(IDEAL);
        return sum(step, leaf -> whole ? own.name.equals(IDEAL) : key.apply(leaf).equals(own.name), Cost::ideal);
    }

    private static double sum(Cost step, Predicate<Cost> which, ToDoubleFunction<Cost> seconds) {
        return step.leaves().stream().filter(which).mapToDouble(leaf -> leaf.times() * seconds.applyAsDouble(leaf)).sum() * 1e3;
    }

    private static Table table(String title, List<String> rows, List<Chart.Bars.Stack> stacks) {
        List<String> headings = new ArrayList<>(List.of("in ms"));
        stacks.forEach(stack -> headings.add(stack.name()));
        headings.add("all");
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            List<String> line = new ArrayList<>(List.of(rows.get(i)));
            stacks.forEach(stack -> line.add(Show.number(stack.values().get(row))));
            line.add(Show.number(stacks.stream().mapToDouble(stack -> stack.values().get(row)).sum()));
            lines.add(line);
        }
        return new Table(title, headings, lines);
    }
}
