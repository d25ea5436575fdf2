package dev.podwright.app.report;

import dev.podwright.migration.Report.OnTarget;
import dev.podwright.migration.Report.Step;
import java.util.ArrayList;
import java.util.List;

/// What to do and what may go wrong, on a page.
final class MigrationSteps {
    private MigrationSteps() {}

    static List<Block> blocks(OnTarget target) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < target.steps().size(); i++) {
            Step step = target.steps().get(i);
            List<Block> own = new ArrayList<>();
            own.add(new Block.Text(step.detail()));
            if (!step.command().isBlank()) {
                own.add(new Block.Code("To type or set", step.command().stripTrailing()));
            }
            if (!step.source().isBlank()) {
                own.add(new Block.Text("Source: " + step.source()));
            }
            blocks.add(new Block.Part("%d. %s".formatted(i + 1, step.title()), own));
        }
        if (!target.effort().isEmpty()) {
            blocks.add(new Block.Part("What drives the effort", List.of(new Block.Rows(Table.stacking("What drives the effort", List.of("what", "why", "days, estimated"), target.effort().stream()
                    .map(d -> List.of(d.what(), d.why(), MigrationWords.days(d).orElse("-"))).toList())))));
        }
        return blocks;
    }

    static List<Block> risks(OnTarget target) {
        return target.risks().isEmpty() ? List.of() : List.of(new Block.Rows(Table.stacking("What may go wrong", List.of("what", "sign", "what to do", "source"), target.risks().stream()
                .map(r -> List.of(r.what(), r.sign(), r.mitigation(), r.source())).toList())));
    }
}
