package dev.podwright.migration;

import dev.podwright.knowledge.support.Hccl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Settings of NCCL and what they are called with HCCL.
final class Hccls {
    private Hccls() {}

    /// One change for all variables whose names come from one source.
    static List<Report.Change> changes(Hccl hccl) {
        Map<String, List<Hccl.Pair>> bySource = hccl.variables().stream().collect(Collectors.groupingBy(Hccl.Pair::source, LinkedHashMap::new, Collectors.toList()));
        List<Report.Change> changes = new ArrayList<>();
        bySource.forEach((source, pairs) -> changes.add(new Report.Change(Report.Topic.COMMUNICATION, joined(pairs.stream().map(Hccl.Pair::cuda).toList()),
                joined(pairs.stream().map(Hccl.Pair::ascend).toList()), consequence(pairs), Report.Weight.RENAMES, source)));
        return changes;
    }

    private static String consequence(List<Hccl.Pair> pairs) {
        String notes = pairs.stream().filter(p -> !p.note().isEmpty()).map(p -> "%s: %s.".formatted(p.ascend(), p.note())).collect(Collectors.joining(" "));
        return ("NCCL's names have no effect. " + notes).strip();
    }

    private static String joined(List<String> names) {
        return String.join(", ", names);
    }
}
