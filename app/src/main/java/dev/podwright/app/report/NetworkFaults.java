package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.survey.FaultCost;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Series;
import dev.podwright.survey.Survey;
import dev.podwright.survey.Surveyed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What one fault of each kind costs.
final class NetworkFaults {
    private static final double PERCENT = 100;

    private NetworkFaults() {}

    static Optional<Section> section(Survey survey) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < survey.systems().size(); i++) {
            Surveyed system = survey.systems().get(i);
            if (!system.faults().isEmpty()) {
                blocks.add(picture(i, system));
                blocks.add(new Block.Rows(table(system)));
            }
        }
        return blocks.isEmpty() ? Optional.empty()
                : Optional.of(new Section("faults", "What one fault costs", "One fault of each kind by itself, at the largest size; the ranks that are left exchange on.", blocks));
    }

    private static Block picture(int index, Surveyed system) {
        List<String> rows = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (FaultCost cost : system.faults()) {
            for (int o = 0; o < cost.slowdown().size(); o++) {
                if (cost.slowdown().get(o).isPresent()) {
                    rows.add("%s, %s".formatted(cost.fault(), OperationNames.of(system.series().get(o).operation())));
                    values.add(Math.max(0, cost.slowdown().get(o).get() - 1) * PERCENT);
                }
            }
        }
        Table numbers = new Table("Longer in %", List.of("fault and operation", "longer"), IntStream.range(0, rows.size()).mapToObj(i -> List.of(rows.get(i), Show.number(values.get(i)))).toList());
        return new Block.Picture(new Figure("faults-" + index, "How much longer with one fault: " + system.subject().id(), "Each fault by itself; 0 = as on the sound network.",
                new Chart.Bars(rows, List.of(new Chart.Bars.Stack("longer than on the sound network", Tone.THREE, values)), "longer", "%"), numbers));
    }

    private static Table table(Surveyed system) {
        List<String> headings = new ArrayList<>(List.of("fault"));
        system.series().stream().map(Series::operation).forEach(o -> headings.add(OperationNames.of(o) + " lasts"));
        headings.addAll(List.of("ranks lost", "of these on spares", "what becomes of it"));
        List<List<String>> rows = new ArrayList<>();
        for (FaultCost cost : system.faults()) {
            List<String> cells = new ArrayList<>(List.of(cost.fault()));
            cost.slowdown().forEach(s -> cells.add(s.map(v -> Show.number(v) + "x").orElse("-")));
            cells.addAll(List.of(Show.count(cost.lost()), Show.count(cost.spared()), cost.note()));
            rows.add(cells);
        }
        return new Table("One fault of each kind on " + system.subject().id(), headings, rows);
    }
}
