package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.report.MigrationWords.Standing;
import dev.podwright.migration.Report.MovedOperator;
import dev.podwright.migration.Report.OnTarget;
import java.util.ArrayList;
import java.util.List;

/// Operators with verdicts and kernels to port, on a page.
final class MigrationOperators {
    private MigrationOperators() {}

    static List<Block> blocks(OnTarget target) {
        List<Block> blocks = new ArrayList<>();
        if (!target.operators().isEmpty()) {
            blocks.add(new Block.Text(MigrationWords.counts(target) + "."));
            List<MovedOperator> weighty = new ArrayList<>();
            for (Standing standing : Standing.values()) {
                if (standing != Standing.SUPPORTED) {
                    weighty.addAll(MigrationWords.of(target, standing));
                }
            }
            if (!weighty.isEmpty()) {
                blocks.add(new Block.Rows(table("Operators to look at", weighty)));
            }
            List<MovedOperator> supported = MigrationWords.of(target, Standing.SUPPORTED);
            if (!supported.isEmpty()) {
                blocks.add(new Block.Folded("Those that are supported (%d)".formatted(supported.size()), List.of(new Block.Rows(table("Supported operators", supported)))));
            }
        }
        if (target.rest().tasks() > 0) {
            blocks.add(new Block.Text(MigrationWords.rest(target.rest())));
        }
        if (!target.kernels().isEmpty()) {
            blocks.add(new Block.Rows(new Table("Custom kernels to port or replace", List.of("kernel", "library", "tasks", "ms", "instead"), target.kernels().stream()
                    .map(k -> List.of(k.name(), k.library(), Show.count(k.count()), Show.number(k.seconds() * 1e3), MigrationWords.replacement(k.replacement()))).toList())));
        }
        return blocks;
    }

    private static Table table(String caption, List<MovedOperator> operators) {
        return new Table(caption, List.of("operator", "calls", "device ms", "on the target", "instead"), operators.stream().map(o -> List.of(o.support().name(), Show.count(o.calls()),
                Show.number(o.deviceSeconds() * 1e3), MigrationWords.verdict(o.support()), MigrationWords.replacement(o.support().replacement()))).toList());
    }
}
