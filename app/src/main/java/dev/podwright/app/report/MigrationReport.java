package dev.podwright.app.report;

import dev.podwright.migration.Report;
import dev.podwright.migration.Report.OnTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A migration report as a page.
public final class MigrationReport {
    private final Report report;

    private MigrationReport(Report report) {
        this.report = report;
    }

    public static Page of(Report report, Origin origin) {
        MigrationReport page = new MigrationReport(report);
        List<Section> sections = new ArrayList<>();
        sections.add(page.answer());
        page.section("changes", "What changes", "What differs on the target, most weighty first, with what stands in for it.", page::changes).ifPresent(sections::add);
        page.section("operators", "Operators and kernels of the profile", "What the support tables of torch_npu say of each operator that the profile calls, and which kernels stand in nobody's library.",
                target -> MigrationOperators.blocks(report, target)).ifPresent(sections::add);
        MigrationTime.section(report).ifPresent(sections::add);
        page.layouts().ifPresent(sections::add);
        page.section("steps", "Steps", "What to do, in this order.", MigrationSteps::blocks).ifPresent(sections::add);
        page.section("risks", "Risks", "What may go wrong, how one notices, what to do then.", MigrationSteps::risks).ifPresent(sections::add);
        page.section("unread", "Not established", "What was found in no source that was read: nothing is claimed about it.", page::unread).ifPresent(sections::add);
        List<String> notes = MigrationWords.notes(report);
        if (!notes.isEmpty()) {
            sections.add(new Section("assumptions", "Assumptions", "How question and profile were read.", List.of(new Block.Points(notes))));
        }
        sections.add(origin.section(List.of(
                "Verdicts are those of the support tables of the release named; for releases and parts that were not read nothing is claimed.",
                "Times are priced operator by operator from shapes and from the ratios of the chips where shapes are not known; intervals are 90 % intervals, their sums take all errors as going the same way.",
                "Days are estimates.")));
        return new Page("migrate", page.title(), MigrationWords.question(report), sections);
    }

    private String title() {
        return "%s: %s to %s".formatted(MigrationWords.title(report), report.question().from().id(), String.join(", ", report.targets().stream().map(t -> t.target().id()).toList()));
    }

    private Section answer() {
        List<Block> blocks = new ArrayList<>();
        for (OnTarget target : report.targets()) {
            List<Block> own = new ArrayList<>();
            own.add(new Block.Text(target.headline()));
            List<Card> cards = MigrationHeadline.cards(report, target);
            if (!cards.isEmpty()) {
                own.add(new Block.Cards(cards));
            }
            target.versions().ifPresent(v -> own.add(new Block.Text("Releases that belong together: %s (%s).".formatted(MigrationWords.versions(v), v.source()))));
            blocks.add(new Block.Part(MigrationWords.name(target), own));
        }
        return new Section("answer", "The answer", "What the move asks for, in numbers.", blocks);
    }

    /// A section with a part for each target that has something to say; none if no target has. The first stands open, the others, which differ little from it, fold.
    private Optional<Section> section(String id, String heading, String lead, Function<OnTarget, List<Block>> content) {
        List<Block> blocks = new ArrayList<>();
        for (OnTarget target : report.targets()) {
            List<Block> own = content.apply(target);
            if (own.isEmpty()) {
                continue;
            }
            if (report.targets().size() == 1) {
                blocks.addAll(own);
            } else {
                blocks.add(blocks.isEmpty() ? new Block.Part(target.target().id(), own) : new Block.Folded("The same for " + target.target().id(), own));
            }
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section(id, heading, lead, blocks));
    }

    private List<Block> changes(OnTarget target) {
        if (target.changes().isEmpty()) {
            return List.of();
        }
        List<List<String>> rows = target.changes().stream().map(c -> List.of(c.topic().label(), c.here(), c.there(), MigrationWords.weight(c.weight()), c.consequence())).toList();
        List<List<String>> sources = target.changes().stream().map(c -> List.of(c.topic().label(), c.there(), c.source())).toList();
        return List.of(new Block.Rows(Table.stacking("What differs on " + target.target().id(), List.of("topic", report.question().from().id(), target.target().id(), "weight", "consequence"), rows)),
                new Block.Folded("Where each is written", List.of(new Block.Rows(Table.stacking("Sources of the changes", List.of("topic", target.target().id(), "source"), sources)))));
    }

    /// All sides in one table: they are there to be compared.
    private Optional<Section> layouts() {
        List<List<String>> rows = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        for (OnTarget target : report.targets()) {
            target.layout().ifPresent(layouts -> {
                if (rows.isEmpty()) {
                    rows.add(MigrationWords.layout(report.question().from().id(), layouts.source()));
                }
                rows.add(MigrationWords.layout(target.target().id(), layouts.target()));
                notes.addAll(layouts.notes());
            });
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Rows(Table.stacking("Layouts side by side", MigrationWords.LAYOUT, rows)));
        if (!notes.isEmpty()) {
            blocks.add(new Block.Points(List.copyOf(notes)));
        }
        return Optional.of(new Section("layout", "The best layout", "As the planner finds it on each side.", blocks));
    }

    private List<Block> unread(OnTarget target) {
        return target.unread().isEmpty() ? List.of() : List.of(new Block.Points(target.unread()));
    }
}
