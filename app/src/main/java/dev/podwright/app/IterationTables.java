package dev.podwright.app;

import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.StageMemory;
import dev.podwright.training.Iteration;
import dev.podwright.training.Overlap;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One iteration in tables for people: stages, communication, memory.
final class IterationTables {
    private IterationTables() {}

    static String stages(List<StageRow> stages) {
        Table table = new Table("stage", "holds", "works s", "waits", "micro-batches held");
        stages.forEach(row -> table.row(row.stage(), row.holds(), Show.number(row.busySeconds()), Show.percent(row.bubble()), Show.count(row.held())));
        return table.toString();
    }

    static String communication(Iteration iteration) {
        Table table = new Table("communication", "alone s", "hidden s", "exposed s", "share of iteration");
        for (Overlap overlap : iteration.overlaps()) {
            table.row(overlap.name(), Show.number(overlap.seconds()), Show.number(overlap.hidden()), Show.number(overlap.exposed()),
                    Show.percent(overlap.exposed() / iteration.cost().seconds()));
        }
        return table.isEmpty() ? "" : table.toString();
    }

    /// A row per stage, a column per term that any stage has; GiB.
    static String memory(Iteration iteration) {
        List<StageMemory> stages = iteration.memory().stages();
        List<String> names = stages.stream().flatMap(s -> s.terms().stream()).filter(t -> t.bytes() > 0).map(MemoryTerm::name).distinct().toList();
        List<String> headings = new ArrayList<>(List.of("memory GiB", "total"));
        headings.addAll(names);
        Table table = new Table(headings.toArray(String[]::new));
        for (StageMemory stage : stages) {
            Map<String, Double> bytes = stage.terms().stream().collect(Collectors.toMap(MemoryTerm::name, MemoryTerm::bytes, Double::sum));
            List<Object> cells = new ArrayList<>(List.of("stage " + (stage.stage() + 1), gib(stage.bytes())));
            names.forEach(name -> cells.add(bytes.containsKey(name) ? gib(bytes.get(name)) : "-"));
            table.row(cells.toArray());
        }
        return table.toString();
    }

    private static String gib(double bytes) {
        return Show.number(Unit.GIB.fromSi(bytes));
    }
}
