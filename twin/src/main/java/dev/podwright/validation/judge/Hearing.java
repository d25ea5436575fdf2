package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.Row;
import dev.podwright.validation.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One pass over a folder of evidence: rows of a table are judged side by side and summed up in the order of their lines.
final class Hearing {
    private final Docket docket;
    private final Ledger ledger;
    private final Repeats repeats = new Repeats();
    private final Faults faults = new Faults();
    private final TreeMap<Kind, TreeMap<String, Integer>> beyond = new TreeMap<>();

    Hearing(Docket docket, Ledger ledger) {
        this.docket = docket;
        this.ledger = ledger;
    }

    Verdict of(Evidence evidence, Set<Kind> kinds) {
        Docket.Found found = docket.in(evidence, kinds);
        for (Part part : found.parts()) {
            if (empty(part)) {
                found.absent().add(new Verdict.Absent(part.kind(), evidence.root().relativize(part.file()).toString(), "empty"));
            } else {
                faults.during(() -> hear(part));
            }
        }
        faults.report();
        List<Verdict.Beyond> reasons = new ArrayList<>();
        beyond.forEach((kind, rows) -> rows.forEach((reason, count) -> reasons.add(new Verdict.Beyond(kind, reason, count))));
        return ledger.verdict(repeats.floors(), found.absent(), found.unread(), reasons);
    }

    /// What judging a row gave: verdicts, or the fault of the row, thrown where the order of lines is known again.
    private static Supplier<List<JudgedRow>> attempted(RowJudge judge, Row row) {
        try {
            List<JudgedRow> verdicts = judge.judge(row);
            return () -> verdicts;
        } catch (InputException fault) {
            return () -> {
                throw fault;
            };
        }
    }

    private static boolean empty(Part part) {
        try {
            return Files.size(part.file()) == 0;
        } catch (IOException e) {
            throw new InputException("%s: the file cannot be read.".formatted(part.file()), "Check that you may read it.", e);
        }
    }

    private void hear(Part part) {
        Table table = Table.read(part.file());
        part.columns().check(table);
        Legitimate legitimate = new Legitimate();
        RowJudge judge = part.judge().apply(table, legitimate);
        List<Supplier<List<JudgedRow>>> judged = table.rows().parallelStream().map(row -> attempted(judge, row)).toList();
        for (int i = 0; i < judged.size(); i++) {
            Row row = table.rows().get(i);
            faults.orNone(judged.get(i)).forEach(verdict -> {
                repeats.add(Columns.cells(row, part.conditions()), verdict);
                ledger.add(verdict);
            });
        }
        repeats.close();
        legitimate.all().forEach((reason, rows) -> beyond.computeIfAbsent(part.kind(), _ -> new TreeMap<>()).merge(reason, rows, Integer::sum));
    }
}
