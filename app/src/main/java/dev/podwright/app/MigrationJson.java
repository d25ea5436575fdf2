package dev.podwright.app;

import dev.podwright.app.report.MigrationWords;
import dev.podwright.app.report.Standings;
import dev.podwright.document.Node;
import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.migration.Question;
import dev.podwright.migration.Report;
import dev.podwright.migration.Report.OnTarget;
import dev.podwright.migration.Report.Side;
import dev.podwright.plan.Subject;
import dev.podwright.profile.Profile;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A migration report as JSON, see `docs/schema/migration.schema.json`.
final class MigrationJson {
    private MigrationJson() {}

    /// @param scenario that the question was read from, on the source alone; none if no model moves
    static Map<String, Object> of(Report report, Optional<Node> scenario, Map<String, Object> madeWith) {
        return Fields.ordered("schema", "podwright-migration/1", "made_with", madeWith, "scenario", scenario.map(Node::plain).orElse(null), "question", question(report), "notes", report.notes(),
                "targets", report.targets().stream().map(t -> target(t, Standings.of(report, t))).toList());
    }

    private static Map<String, Object> question(Report report) {
        Question question = report.question();
        return Fields.ordered("model", question.model().map(m -> m.id()).orElse(null), "purpose", question.purpose().name().toLowerCase(Locale.ROOT),
                "profile", question.profile().map(MigrationJson::profile).orElse(null), "from", subject(question.from()), "pytorch", MigrationWords.release(report), "features", question.features());
    }

    private static Map<String, Object> profile(Profile profile) {
        return Fields.ordered("file", profile.file(), "format", profile.format().name().toLowerCase(Locale.ROOT), "device", profile.device(),
                "rank", profile.rank().isPresent() ? profile.rank().getAsInt() : null, "ranks", profile.ranks().isPresent() ? profile.ranks().getAsInt() : null,
                "versions", new TreeMap<>(profile.versions()), "steps", profile.steps().size(), "seconds", profile.seconds(),
                "tasks", profile.uses().stream().mapToLong(u -> u.count()).sum(), "notes", profile.notes());
    }

    private static Map<String, Object> subject(Subject subject) {
        return Fields.ordered("id", subject.id(), "chip", subject.chip().id(), "rank_chip", subject.rankChip().id(), "pod", subject.pod().id(), "cards", subject.pod().chips(),
                "announced", subject.chip().announced());
    }

    private static Map<String, Object> target(OnTarget target, Standings standings) {
        return Fields.ordered("target", subject(target.target()), "generation", target.generation().map(g -> g.name()).orElse(null),
                "versions", target.versions().map(v -> Fields.ordered("pytorch", v.pytorch(), "torch_npu", v.torchNpu(), "cann", v.cann(), "source", v.source())).orElse(null),
                "headline", target.headline(), "changes", target.changes().stream().map(MigrationJson::change).toList(),
                "operators", target.operators().stream().map(o -> operator(o, standings)).toList(),
                "rest", Fields.ordered("tasks", target.rest().tasks(), "seconds", target.rest().seconds()),
                "kernels", target.kernels().stream().map(k -> Fields.ordered("name", k.name(), "library", k.library(), "tasks", k.count(), "seconds", k.seconds(),
                        "replacement", replacement(k.replacement()))).toList(),
                "time", target.time().map(MigrationTimeJson::of).orElse(null), "layout", target.layout().map(MigrationJson::layouts).orElse(null),
                "steps", target.steps().stream().map(s -> Fields.ordered("title", s.title(), "detail", s.detail(), "command", s.command(), "source", s.source())).toList(),
                "effort", target.effort().stream().map(d -> Fields.ordered("what", d.what(), "why", d.why(), "days", d.days().map(PlanJson::interval).orElse(null))).toList(),
                "risks", target.risks().stream().map(r -> Fields.ordered("what", r.what(), "sign", r.sign(), "mitigation", r.mitigation(), "source", r.source())).toList(),
                "unread", target.unread());
    }

    private static Map<String, Object> change(Report.Change change) {
        return Fields.ordered("topic", change.topic().label(), "here", change.here(), "there", change.there(), "consequence", change.consequence(),
                "weight", MigrationWords.weight(change.weight()), "source", change.source());
    }

    private static Map<String, Object> operator(Report.MovedOperator moved, Standings standings) {
        OperatorSupport support = moved.support();
        return Fields.ordered("name", support.name(), "interface", support.api(), "verdict", standings.standing(moved).id(), "limit", Standings.limit(support.verdict()), "excluded_types", standings.excluded(moved),
                "calls", moved.calls(), "device_seconds", moved.deviceSeconds(), "replacement", replacement(support.replacement()), "source", support.source());
    }

    private static Map<String, Object> replacement(Optional<OperatorSupport.Replacement> replacement) {
        return replacement.map(r -> Fields.ordered("by", r.by(), "note", r.note(), "source", r.source())).orElse(null);
    }

    private static Map<String, Object> layouts(Report.Layouts layouts) {
        return Fields.ordered("source", layouts.source().map(MigrationJson::side).orElse(null), "target", layouts.target().map(MigrationJson::side).orElse(null), "notes", layouts.notes());
    }

    private static Map<String, Object> side(Side side) {
        return Fields.ordered("layout", side.layout(), "precision", side.precision(), "cards", side.cards(), "of_cards", side.of(), "ranks_per_copy", side.ranks(),
                "weight_bytes_per_rank", side.weights(), "usable_bytes_per_rank", side.usable(), "tokens_per_s_per_card", PlanJson.interval(side.rate()));
    }
}
