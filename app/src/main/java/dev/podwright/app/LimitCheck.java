package dev.podwright.app;

import dev.podwright.diagnosis.Diagnosis;
import dev.podwright.diagnosis.Finding;
import java.util.Comparator;
import java.util.Optional;

/// Whether a diagnosis is within the limit that the command line sets.
///
/// @param limit share of the step, if one is set
/// @param passed whether the step exceeds what is expected by more than the limit, or one finding would save more for certain
/// @param words full sentence; empty without a limit
record LimitCheck(Optional<Double> limit, boolean passed, String words) {

    static LimitCheck of(Diagnosis diagnosis, Optional<Double> limit) {
        if (limit.isEmpty()) {
            return new LimitCheck(limit, false, "");
        }
        double share = limit.get();
        if (diagnosis.excess() > share) {
            return new LimitCheck(limit, true, "the step is %s above the slow end of what is expected, more than --fail-above %s.".formatted(Show.percent(diagnosis.excess()), Show.percent(share)));
        }
        Optional<Finding> worst = diagnosis.findings().stream().max(Comparator.comparingDouble(diagnosis::certain)).filter(f -> diagnosis.certain(f) > share);
        return worst.map(f -> new LimitCheck(limit, true, "mending one finding (%s) would save at least %s of the step, more than --fail-above %s.".formatted(f.subject(), Show.percent(diagnosis.certain(f)),
                Show.percent(share)))).orElseGet(() -> new LimitCheck(limit, false, "Within --fail-above %s: %s above the slow end of what is expected.".formatted(Show.percent(share), Show.percent(diagnosis.excess()))));
    }
}
