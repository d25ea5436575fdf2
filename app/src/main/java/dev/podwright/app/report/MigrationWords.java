package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.knowledge.support.Verdict;
import dev.podwright.migration.Question;
import dev.podwright.migration.Report;
import dev.podwright.migration.Report.CustomKernel;
import dev.podwright.migration.Report.Driver;
import dev.podwright.migration.Report.MovedOperator;
import dev.podwright.migration.Report.OnTarget;
import dev.podwright.migration.Report.Rest;
import dev.podwright.migration.Report.Shift;
import dev.podwright.migration.Report.Side;
import dev.podwright.migration.Report.Versions;
import dev.podwright.migration.Report.Weight;
import dev.podwright.repricing.Repricing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a migration report says things, the same in a terminal, in Markdown and on a page.
public final class MigrationWords {
    private static final int LONGEST = 72;

    private MigrationWords() {}

    /// What a table of torch_npu says, in the order of weight.
    public enum Standing {
        WORK("needs a port", "need a port"),
        UNSUPPORTED("unsupported", "unsupported"),
        RESTRICTED("restricted", "restricted"),
        UNREAD("not in the tables", "not in the tables"),
        SUPPORTED("supported", "supported");

        private final String one;
        private final String many;

        Standing(String one, String many) {
            this.one = one;
            this.many = many;
        }

        public String label() {
            return one;
        }

        public String label(int count) {
            return count == 1 ? one : many;
        }

        /// For programs.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Standing standing(OperatorSupport support) {
        if (support.work()) {
            return Standing.WORK;
        }
        return switch (support.verdict()) {
            case Verdict.Supported _ -> Standing.SUPPORTED;
            case Verdict.Restricted _ -> Standing.RESTRICTED;
            case Verdict.Unsupported _ -> Standing.UNSUPPORTED;
            case Verdict.Unread _ -> Standing.UNREAD;
        };
    }

    /// The verdict with what limits it.
    public static String verdict(OperatorSupport support) {
        String label = standing(support).label();
        return switch (support.verdict()) {
            case Verdict.Restricted restricted when !restricted.how().isBlank() -> label + ": " + restricted.how();
            case Verdict.Unread unread when !unread.why().isBlank() -> label + ": " + unread.why();
            default -> label;
        };
    }

    public static String replacement(Optional<OperatorSupport.Replacement> replacement) {
        return replacement.map(r -> r.note().isBlank() ? r.by() : "%s (%s)".formatted(r.by(), r.note())).orElse("-");
    }

    public static String weight(Weight weight) {
        return weight.name().toLowerCase(Locale.ROOT);
    }

    /// Operators of one standing, in their order.
    public static List<MovedOperator> of(OnTarget target, Standing standing) {
        return target.operators().stream().filter(o -> standing(o.support()) == standing).toList();
    }

    /// "31 supported, 2 restricted, 1 unsupported".
    public static String counts(OnTarget target) {
        StringBuilder out = new StringBuilder();
        List<Standing> all = List.of(Standing.values()).reversed();
        for (Standing standing : all) {
            int count = of(target, standing).size();
            if (count > 0) {
                out.append(out.isEmpty() ? "" : ", ").append(count).append(' ').append(standing.label(count));
            }
        }
        return out.toString();
    }

    public static double seconds(List<CustomKernel> kernels) {
        return kernels.stream().mapToDouble(CustomKernel::seconds).sum();
    }

    /// Names of C++ templates run to hundreds of characters; their beginning tells them apart mostly.
    public static String brief(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 3) + "...";
    }

    /// What moves from where, in a line.
    public static String question(Report report) {
        Question question = report.question();
        String purpose = switch (question.purpose()) {
            case SERVING -> "served";
            case TRAINING -> "trained";
        };
        String model = question.model().map(m -> "%s, %s on %s".formatted(m.id(), purpose, question.from().pod().name())).orElse("");
        String profile = question.profile().map(p -> "%s, a profile of %s".formatted(p.file(), question.from().id())).orElse("");
        return "Moving %s%s%s; support tables of PyTorch %s.".formatted(model, model.isEmpty() || profile.isEmpty() ? "" : ", with ", profile, question.pytorch());
    }

    /// Which system it is, in a line.
    public static String name(OnTarget target) {
        String chip = target.target().rankChip().name() + (target.target().chip().announced() ? ", announced" : "");
        return "%s: %s (%s)".formatted(target.target().id(), target.target().pod().name(), target.generation().map(g -> chip + ", generation " + g.name()).orElse(chip));
    }

    public static String versions(Versions versions) {
        return "PyTorch %s, torch_npu %s, CANN %s".formatted(versions.pytorch(), versions.torchNpu(), versions.cann());
    }

    /// Seconds of the step on both machines, and how true the replay of it is.
    public static String step(Repricing repricing) {
        return "%s on %s, %s ms on %s (replayed on the source: %s)".formatted(Show.seconds(repricing.step()), repricing.source().id(), Show.interval(repricing.targetStep().times(1e3)),
                repricing.target().id(), Show.seconds(repricing.replayed()));
    }

    public static String rest(Rest rest) {
        return "%s tasks (%s) were launched by no operator that the profile names: by graphs, by other threads, or host events were not recorded.".formatted(Show.count(rest.tasks()),
                Show.seconds(rest.seconds()));
    }

    public static String shift(Shift shift) {
        return "%s to %s (%s to %s)%s".formatted(Show.seconds(shift.here()), Show.seconds(shift.there().value()), Show.seconds(shift.there().low()), Show.seconds(shift.there().high()),
                shift.shaped() ? "" : ", not by shapes");
    }

    public static String cards(Side side) {
        return side.cards() == side.of() ? Show.count(side.cards()) : "%s of %s".formatted(Show.count(side.cards()), Show.count(side.of()));
    }

    /// An estimate, if anybody can give one.
    public static Optional<String> days(Driver driver) {
        return driver.days().map(d -> "Estimate: %s to %s days of one engineer.".formatted(Data.counted(d.low()), Data.counted(d.high())));
    }

    /// What a reader must know of the whole: of the question, then of the profile.
    public static List<String> notes(Report report) {
        List<String> notes = new ArrayList<>(report.notes());
        report.question().profile().ifPresent(p -> notes.addAll(p.notes()));
        return notes;
    }
}
