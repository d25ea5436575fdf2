package dev.podwright.survey;

import dev.podwright.document.InputException;
import dev.podwright.fabric.Group;
import dev.podwright.network.collective.Operation;
import dev.podwright.survey.log.MeasuredLog;
import java.util.List;

/// Lays measured logs beside predictions of the same exchanges.
final class Comparing {
    /// Printed bandwidths are rounded, and programs round sizes to whole elements.
    private static final double ROUNDING = 0.03;

    private Comparing() {}

    static Agreement of(MeasuredLog log, Question question, Subject subject, Pricing pricing) {
        int ranks = ranks(log, question);
        Operation operation = operation(log, question, ranks);
        if ((long) ranks * question.stride() > subject.ranks()) {
            throw new InputException("%s was measured on %d ranks; %s has %d.".formatted(log.file(), ranks, subject.id(), subject.ranks()),
                    "Name the system that was measured with --pod, or its size with --chips.");
        }
        Group group = new Group(ranks, question.stride());
        List<Agreement.Row> rows = log.rows().stream().map(r -> new Agreement.Row(r.bytes(), r.seconds(), pricing.timing(operation, r.bytes(), group, question.algorithm()))).toList();
        return new Agreement(log.file(), log.program(), subject.id(), operation, ranks, rows, log.notes());
    }

    private static int ranks(MeasuredLog log, Question question) {
        int ranks = log.ranks().orElseGet(() -> question.ranks().orElseThrow(() -> new InputException("%s does not say how many ranks there were.".formatted(log.file()),
                "%s prints them nowhere; give them with --ranks.".formatted(log.program()))));
        if (log.ranks().isPresent() && question.ranks().isPresent() && question.ranks().getAsInt() != ranks) {
            throw new InputException("%s says %d ranks, --ranks %d.".formatted(log.file(), ranks, question.ranks().getAsInt()), "Leave --ranks out.");
        }
        if (ranks < 2) {
            throw new InputException("%s was measured on %d rank.".formatted(log.file(), ranks), "With one rank nothing is exchanged.");
        }
        return ranks;
    }

    private static Operation operation(MeasuredLog log, Question question, int ranks) {
        List<Operation> asked = question.operations();
        if (asked.size() == 1 && log.operation().isPresent() && !log.operation().get().equals(asked.getFirst())) {
            throw new InputException("%s says that %s was measured, --op %s.".formatted(log.file(), OperationNames.of(log.operation().get()), OperationNames.of(asked.getFirst())), "Leave --op out.");
        }
        Operation operation = log.operation().orElseGet(() -> {
            if (asked.size() != 1) {
                throw new InputException("%s does not say which operation was measured.".formatted(log.file()), "Give one with --op, or keep the program's name in the name of the file, such as all_reduce_perf.log.");
            }
            return asked.getFirst();
        });
        double factor = BusFactor.of(operation, ranks);
        log.busFactor().ifPresent(printed -> {
            if (Math.abs(printed / factor - 1) > ROUNDING) {
                throw new InputException("%s, line %d: busbw is %.3f times algbw; of %s among %d ranks it would be %.3f.".formatted(log.file(), log.line(), printed, OperationNames.of(operation), ranks, factor),
                        "Name what was measured with --op%s.".formatted(log.ranks().isPresent() ? "" : " and --ranks"));
            }
        });
        return operation;
    }
}
