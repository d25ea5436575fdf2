package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.training.Overlap;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Where the time of iterations goes, beside an ideal machine, and what of their communication is hidden.
final class IterationBars {
    private static final String IDEAL = "ideal machine";

    private IterationBars() {}

    static Figure parts(String id, List<Trained> setups) {
        List<String> rows = new ArrayList<>();
        List<Map<IterationPart, Double>> bars = new ArrayList<>();
        for (Trained setup : setups) {
            rows.addAll(List.of(setup.id(), IDEAL));
            bars.add(IterationPart.seconds(setup.iteration().cost(), Cost::seconds));
            bars.add(IterationPart.seconds(setup.iteration().cost(), Cost::ideal));
        }
        List<Chart.Bars.Stack> stacks = Arrays.stream(IterationPart.values())
                .map(part -> new Chart.Bars.Stack(part.label(), part.tone(), bars.stream().map(bar -> bar.getOrDefault(part, 0.0)).toList()))
                .filter(stack -> stack.values().stream().anyMatch(v -> v > 0)).toList();
        String caption = "On the rank that everybody waits for: what it computes, what it computes again, what communication it cannot hide, what it waits."
                + " The bar below each is the same work at peak FLOP/s and full bandwidth, without any overhead.";
        return new Figure(id, "An iteration by part", caption, new Chart.Bars(rows, stacks, "time of an iteration", "s"), table(setups, bars, stacks));
    }

    private static Table table(List<Trained> setups, List<Map<IterationPart, Double>> bars, List<Chart.Bars.Stack> stacks) {
        List<String> headings = new ArrayList<>(List.of("part"));
        setups.forEach(s -> headings.addAll(List.of(s.id() + " s", "share", "ideal s")));
        List<List<String>> rows = new ArrayList<>();
        for (Chart.Bars.Stack stack : stacks) {
            List<String> row = new ArrayList<>(List.of(stack.name()));
            for (int i = 0; i < setups.size(); i++) {
                double whole = bars.get(2 * i).values().stream().mapToDouble(Double::doubleValue).sum();
                row.addAll(List.of(Show.number(stack.values().get(2 * i)), Show.percent(stack.values().get(2 * i) / whole), Show.number(stack.values().get(2 * i + 1))));
            }
            rows.add(row);
        }
        return new Table("Seconds of an iteration", headings, rows);
    }

    /// Communication of one setup by kind.
    static Figure overlaps(String id, String title, Trained setup) {
        List<Overlap> overlaps = setup.iteration().overlaps().stream().filter(o -> o.seconds() > 0).toList();
        double exposed = overlaps.stream().mapToDouble(Overlap::exposed).sum();
        double all = overlaps.stream().mapToDouble(Overlap::seconds).sum();
        String caption = "%s of communication in an iteration, %s of it behind computation; the iteration waits for the rest.".formatted(
                Show.seconds(all), Show.percent(all == 0 ? 0 : 1 - exposed / all));
        List<Chart.Bars.Stack> stacks = List.of(
                new Chart.Bars.Stack("hidden behind computation", Tone.TWO, overlaps.stream().map(o -> Math.max(0, o.hidden())).toList()),
                new Chart.Bars.Stack("exposed", Tone.THREE, overlaps.stream().map(Overlap::exposed).toList()));
        Table numbers = new Table(title, List.of("communication", "alone s", "hidden s", "exposed s", "share of the iteration"), overlaps.stream().map(o -> List.of(o.name(), Show.number(o.seconds()),
                Show.number(Math.max(0, o.hidden())), Show.number(o.exposed()), Show.percent(o.exposed() / setup.iteration().cost().seconds()))).toList());
        return new Figure(id, title, caption, new Chart.Bars(overlaps.stream().map(Overlap::name).toList(), stacks, "time of communication", "s"), numbers);
    }
}
