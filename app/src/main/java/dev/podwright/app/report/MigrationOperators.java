package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.migration.Report;
import dev.podwright.migration.Report.MovedOperator;
import dev.podwright.migration.Report.OnTarget;
import java.util.ArrayList;
import java.util.List;

/// Operators with verdicts and kernels to port, on a page.
final class MigrationOperators {
    private MigrationOperators() {}

    static List<Block> blocks(Report report, OnTarget target) {
        List<Block> blocks = new ArrayList<>();
        if (!target.operators().isEmpty()) {
            Standings standings = Standings.of(report, target);
            blocks.add(new Block.Text(standings.counts() + "."));
            List<MovedOperator> weighty = standings.weighty();
            if (!weighty.isEmpty()) {
                blocks.add(new Block.Rows(table("Operators to look at", weighty, standings)));
            }
            List<MovedOperator> others = standings.all().stream().filter(o -> !weighty.contains(o)).toList();
            if (!others.isEmpty()) {
                blocks.add(new Block.Folded("The other %d: limits that leave out nothing in use, names without device time, and what is supported".formatted(others.size()),
                        List.of(new Block.Rows(table("Other operators", others, standings)))));
            }
        }
        if (target.rest().tasks() > 0) {
            blocks.add(new Block.Text(MigrationWords.rest(target.rest())));
        }
        if (!target.kernels().isEmpty()) {
            blocks.add(new Block.Rows(Table.stacking("Custom kernels to port or replace", List.of("kernel", "library", "tasks", "ms", "instead"), target.kernels().stream()
                    .map(k -> List.of(MigrationWords.brief(k.name()), k.library(), Show.count(k.count()), Show.number(k.seconds() * 1e3), MigrationWords.replacement(k.replacement()))).toList())));
        }
        return blocks;
    }

    private static Table table(String caption, List<MovedOperator> operators, Standings standings) {
        return Table.stacking(caption, List.of("operator", "calls", "device ms", "on the target", "instead"), operators.stream().map(o -> List.of(o.support().name(), Show.count(o.calls()),
                Show.number(o.deviceSeconds() * 1e3), standings.verdict(o), MigrationWords.replacement(o.support().replacement()))).toList());
    }
}
