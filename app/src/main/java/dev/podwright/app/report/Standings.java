package dev.podwright.app.report;

import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.knowledge.support.Verdict;
import dev.podwright.migration.Report;
import dev.podwright.migration.Report.MovedOperator;
import dev.podwright.migration.Report.OnTarget;
import dev.podwright.profile.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The operators of a profile on one target, sorted by how they stand there.
public final class Standings {
    /// Types by the words of profilers, in the words of the support tables.
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("bfloat16", "bf16"), Map.entry("half", "fp16"), Map.entry("float", "fp32"), Map.entry("double", "fp64"),
            Map.entry("unsigned char", "uint8"), Map.entry("signed char", "int8"), Map.entry("short", "int16"), Map.entry("short int", "int16"), Map.entry("int", "int32"),
            Map.entry("long", "int64"), Map.entry("long int", "int64"), Map.entry("bool", "bool"));

    private final OnTarget target;
    private final Map<String, Set<String>> types = new HashMap<>();

    private Standings(OnTarget target) {
        this.target = target;
    }

    public static Standings of(Report report, OnTarget target) {
        Standings standings = new Standings(target);
        report.question().profile().ifPresent(profile -> profile.uses().forEach(standings::note));
        return standings;
    }

    /// Limits are of an operator's first tensor, which the tables call its input; a scalar beside it has a type of its own.
    private void note(Use use) {
        if (!use.inputs().isEmpty()) {
            String type = TYPES.get(use.inputs().getFirst().type());
            if (type != null) {
                types.computeIfAbsent(use.operator(), _ -> new TreeSet<>()).add(type);
            }
        }
    }

    /// Types that the operator gets in the profile and that its limit leaves out, in the words of the tables.
    public List<String> excluded(MovedOperator operator) {
        return operator.support().verdict() instanceof Verdict.Restricted restricted
                ? types.getOrDefault(operator.support().name(), Set.of()).stream().filter(restricted::excludes).toList() : List.of();
    }

    public Standing standing(MovedOperator operator) {
        if (operator.support().work()) {
            return Standing.WORK;
        }
        return switch (operator.support().verdict()) {
            case Verdict.Supported _ -> Standing.SUPPORTED;
            case Verdict.Restricted _ -> excluded(operator).isEmpty() ? Standing.RESTRICTED : Standing.EXCLUDED;
            case Verdict.Unsupported _ -> Standing.UNSUPPORTED;
            case Verdict.Unread _ -> Standing.UNREAD;
        };
    }

    /// Operators of one standing, in their order.
    public List<MovedOperator> of(Standing standing) {
        return target.operators().stream().filter(o -> standing(o) == standing).toList();
    }

    /// All operators, most weighty first.
    public List<MovedOperator> all() {
        List<MovedOperator> all = new ArrayList<>();
        for (Standing standing : Standing.values()) {
            all.addAll(of(standing));
        }
        return all;
    }

    /// Those that somebody has to look at: what is not supported, but for limits that leave out nothing in use and for names without tasks that no table judges.
    public List<MovedOperator> weighty() {
        return all().stream().filter(o -> switch (standing(o)) {
            case WORK, UNSUPPORTED, EXCLUDED -> true;
            case UNREAD -> o.deviceSeconds() > 0;
            case RESTRICTED, SUPPORTED -> false;
        }).toList();
    }

    /// "31 supported, 2 restricted otherwise, 1 unsupported".
    public String counts() {
        List<String> parts = new ArrayList<>();
        for (Standing standing : List.of(Standing.values()).reversed()) {
            int count = of(standing).size();
            if (count > 0) {
                parts.add(count + " " + standing.label(count));
            }
        }
        return String.join(", ", parts);
    }

    /// What the tables say of an operator, with what limits it.
    public String verdict(MovedOperator operator) {
        OperatorSupport support = operator.support();
        String label = support.work() ? "needs a port" : switch (support.verdict()) {
            case Verdict.Supported _ -> "supported";
            case Verdict.Restricted _ -> "restricted";
            case Verdict.Unsupported _ -> "unsupported";
            case Verdict.Unread _ -> "not in the tables";
        };
        String limit = limit(support.verdict());
        List<String> excluded = excluded(operator);
        return label + (limit.isBlank() ? "" : ": " + limit) + (excluded.isEmpty() ? "" : " (the profile uses %s)".formatted(String.join(", ", excluded)));
    }

    /// What restricts an operator, or why nothing is known of it; empty where there is nothing to say.
    public static String limit(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Supported _ -> "";
            case Verdict.Restricted restricted -> restricted.how();
            case Verdict.Unsupported unsupported -> unsupported.why();
            case Verdict.Unread unread -> unread.why();
        };
    }
}
