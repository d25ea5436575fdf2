package dev.podwright.migration;

import dev.podwright.knowledge.support.Hccl;
import java.util.List;
import java.util.stream.Collectors;

/// Settings of NCCL and what they are called with HCCL.
final class Hccls {
    private Hccls() {}

    static Report.Change change(Hccl hccl) {
        List<Hccl.Pair> pairs = hccl.variables();
        String sources = pairs.stream().map(Hccl.Pair::source).distinct().collect(Collectors.joining("; "));
        return new Report.Change(Report.Topic.COMMUNICATION, "variables of NCCL in the environment", "variables of HCCL",
                "NCCL's have no effect: %s.".formatted(pairs.stream().map(Hccls::words).collect(Collectors.joining(", "))), Report.Weight.RENAMES, sources);
    }

    private static String words(Hccl.Pair pair) {
        return "%s is %s%s".formatted(pair.cuda(), pair.ascend(), pair.note().isEmpty() ? "" : " (%s)".formatted(pair.note()));
    }
}
