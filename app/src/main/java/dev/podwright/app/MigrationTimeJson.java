package dev.podwright.app;

import dev.podwright.app.report.TimeOfKind;
import dev.podwright.migration.Report.Shift;
import dev.podwright.migration.Report.Time;
import dev.podwright.profile.Use;
import dev.podwright.repricing.RepricedUse;
import dev.podwright.repricing.Repricing;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A repriced step as JSON, each kind of task with where its price comes from.
final class MigrationTimeJson {
    private MigrationTimeJson() {}

    static Map<String, Object> of(Time time) {
        Repricing repricing = time.repricing();
        return Fields.ordered("step_seconds", repricing.step(), "replayed_seconds", repricing.replayed(), "target_step_seconds", PlanJson.interval(repricing.targetStep()),
                "reproduced_share", repricing.reproduced(), "check", time.check(), "kinds", TimeOfKind.of(repricing).stream().map(MigrationTimeJson::kind).toList(),
                "losses", time.losses().stream().map(MigrationTimeJson::shift).toList(), "gains", time.gains().stream().map(MigrationTimeJson::shift).toList(),
                "uses", repricing.uses().stream().map(MigrationTimeJson::use).toList(), "notes", repricing.notes());
    }

    private static Map<String, Object> kind(TimeOfKind kind) {
        return Fields.ordered("kind", kind.kind().id(), "tasks", kind.tasks(), "measured_seconds", kind.measured(), "shaped_seconds", kind.shaped(),
                "source_seconds", kind.onSource().map(PlanJson::interval).orElse(null), "target_seconds", PlanJson.interval(kind.onTarget()), "factor", kind.factor());
    }

    private static Map<String, Object> shift(Shift shift) {
        return Fields.ordered("name", shift.name(), "tasks", shift.count(), "measured_seconds", shift.here(), "target_seconds", PlanJson.interval(shift.there()), "shaped", shift.shaped());
    }

    private static Map<String, Object> use(RepricedUse repriced) {
        Use use = repriced.use();
        return Fields.ordered("kernel", use.kernel(), "operator", use.operator(), "inputs", use.inputs().stream().map(MigrationTimeJson::tensor).toList(),
                "kind", TimeOfKind.kind(repriced.recognised()).id(), "tasks", use.count(), "measured_seconds", use.seconds(),
                "source_seconds", repriced.onSource().map(PlanJson::interval).orElse(null), "target_seconds", PlanJson.interval(repriced.onTarget()),
                "method", repriced.method().name().toLowerCase(Locale.ROOT), "within", repriced.within(), "why", repriced.why());
    }

    /// Such as `bfloat16[4096, 1024]`.
    private static String tensor(Use.Tensor tensor) {
        return tensor.type() + tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
