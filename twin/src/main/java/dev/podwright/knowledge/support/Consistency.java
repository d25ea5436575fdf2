package dev.podwright.knowledge.support;

import dev.podwright.knowledge.support.OperatorSupport.Replacement;
import dev.podwright.knowledge.support.Substitutes.KernelEntry;
import dev.podwright.knowledge.support.Substitutes.OperatorEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What does not hold together in the data about support.
public final class Consistency {
    private static final String OWN = "torch_npu.npu_";
    private static final String PACKAGE = "torch_npu.";

    private Consistency() {}

    /// Full sentences; empty when all is well.
    public static List<String> of(Support support, Substitutes substitutes, Operators operators) {
        List<String> wrong = new ArrayList<>();
        for (String release : support.releases()) {
            if (support.rows(release) == 0) {
                wrong.add("The table of torch_npu for PyTorch %s has no rows.".formatted(release));
            }
        }
        for (Replacement replacement : substitutes.replacements().values()) {
            if (replacement.source().isBlank()) {
                wrong.add("The replacement %s has no source.".formatted(replacement.by()));
            }
            if (replacement.by().startsWith(OWN) && !operators.owns(replacement.by().substring(PACKAGE.length()))) {
                wrong.add("The replacement %s is in no release of torch_npu that was read.".formatted(replacement.by()));
            }
        }
        operators(support, substitutes, wrong);
        kernels(substitutes, wrong);
        return wrong;
    }

    private static void operators(Support support, Substitutes substitutes, List<String> wrong) {
        List<OperatorEntry> before = new ArrayList<>();
        for (OperatorEntry entry : substitutes.operators()) {
            String what = "The operator entry " + entry.name();
            if (!entry.api().isEmpty() && !support.names(entry.api())) {
                wrong.add("%s maps to %s, which no table names.".formatted(what, entry.api()));
            }
            sources(what, entry.source(), entry.replacement(), substitutes, wrong);
            // Covered is an entry of which an earlier one matches both the plainest name and the wildcards as they stand.
            String plainest = entry.name().replace("*", "").replace("?", "3");
            before.stream().filter(earlier -> earlier.pattern().matcher(plainest).matches() && earlier.pattern().matcher(entry.name()).matches()).findFirst()
                    .ifPresent(earlier -> wrong.add("%s can never match: %s before it covers it.".formatted(what, earlier.name())));
            before.add(entry);
        }
    }

    private static void kernels(Substitutes substitutes, List<String> wrong) {
        Kernels kernels = new Kernels(substitutes);
        Set<String> seen = new HashSet<>();
        for (KernelEntry entry : substitutes.kernels()) {
            String what = "The kernel pattern " + entry.pattern().pattern();
            if (!seen.add(entry.pattern().pattern())) {
                wrong.add("%s stands twice.".formatted(what));
            }
            sources(what, entry.source(), entry.replacement(), substitutes, wrong);
            if (entry.example().isEmpty()) {
                continue;
            }
            if (!entry.pattern().matcher(entry.example()).find()) {
                wrong.add("%s does not match its own example (%s).".formatted(what, entry.example()));
            } else {
                KernelEntry first = kernels.entry(entry.example()).orElseThrow();
                if (first != entry) {
                    wrong.add("%s comes too late: %s before it matches its example (%s).".formatted(what, first.pattern().pattern(), entry.example()));
                }
            }
        }
    }

    private static void sources(String what, String source, String replacement, Substitutes substitutes, List<String> wrong) {
        if (source.isBlank()) {
            wrong.add("%s has no source.".formatted(what));
        }
        if (!replacement.isEmpty() && substitutes.replacement(replacement).isEmpty()) {
            wrong.add("%s names the replacement %s, which is not described.".formatted(what, replacement));
        }
    }
}
