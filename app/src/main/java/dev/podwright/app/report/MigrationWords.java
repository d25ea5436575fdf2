package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.migration.Question;
import dev.podwright.migration.Report;
import dev.podwright.migration.Report.CustomKernel;
import dev.podwright.migration.Report.Driver;
import dev.podwright.migration.Report.OnTarget;
import dev.podwright.migration.Report.Rest;
import dev.podwright.migration.Report.Shift;
import dev.podwright.migration.Report.Side;
import dev.podwright.migration.Report.Versions;
import dev.podwright.migration.Report.Weight;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Interval;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How a migration report says things, the same in a terminal, in Markdown and on a page.
public final class MigrationWords {
    /// What stands over the cells of [#layout].
    public static final List<String> LAYOUT = List.of("system", "precision", "cards", "layout", "weights GiB/rank", "tokens/s/card");

    private static final int LONGEST = 72;
    private static final double MILLI = 1e3;

    private MigrationWords() {}

    public static String replacement(Optional<OperatorSupport.Replacement> replacement) {
        return replacement.map(r -> r.note().isBlank() ? r.by() : "%s (%s)".formatted(r.by(), r.note())).orElse("-");
    }

    public static String weight(Weight weight) {
        return weight.name().toLowerCase(Locale.ROOT);
    }

    public static double seconds(List<CustomKernel> kernels) {
        return kernels.stream().mapToDouble(CustomKernel::seconds).sum();
    }

    /// A kernel's name without what C++ says of types: `flash_fwd_kernel<...>`.
    public static String brief(String name) {
        String plain = name.replace("(anonymous namespace)::", "").replaceFirst("^void ", "");
        int types = plain.indexOf('<');
        int arguments = plain.indexOf('(');
        if (arguments >= 0 && (types < 0 || arguments < types)) {
            plain = plain.substring(0, arguments);
        } else if (types >= 0) {
            plain = plain.substring(0, types) + "<...>";
        }
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 3) + "...";
    }

    /// The interval, or the value alone where it is exact.
    private static String span(Interval interval) {
        return interval.low() == interval.high() ? Show.number(interval.value()) : Show.interval(interval);
    }

    /// Only who goes from another vendor's chips to Ascend leaves CUDA.
    public static String title(Report report) {
        boolean ascend = Generation.of(report.question().from().rankChip()).isPresent();
        return ascend || report.targets().stream().allMatch(t -> t.generation().isEmpty()) ? "Moving" : "Leaving CUDA";
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
        String release = release(report);
        return "Moving %s%s%s%s.".formatted(model, model.isEmpty() || profile.isEmpty() ? "" : ", with ", profile, release.isEmpty() ? "" : "; support tables of PyTorch " + release);
    }

    /// The release whose tables hold: as asked, else the one that the answer is for; empty where no target needs one.
    public static String release(Report report) {
        return report.question().pytorch().isEmpty() ? report.targets().stream().flatMap(t -> t.versions().stream()).map(Versions::pytorch).findFirst().orElse("") : report.question().pytorch();
    }

    /// Which system it is, in a line.
    public static String name(OnTarget target) {
        List<String> said = new ArrayList<>();
        if (!target.target().rankChip().name().equals(target.target().pod().name())) {
            said.add(target.target().rankChip().name());
        }
        if (target.target().chip().announced()) {
            said.add("announced");
        }
        target.generation().ifPresent(g -> said.add("generation " + g.name()));
        return "%s: %s%s".formatted(target.target().id(), target.target().pod().name(), said.isEmpty() ? "" : " (%s)".formatted(String.join(", ", said)));
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

    private static String cards(Side side) {
        return side.cards() == side.of() ? Show.count(side.cards()) : "%s of %s".formatted(Show.count(side.cards()), Show.count(side.of()));
    }

    /// An estimate, if anybody can give one.
    public static Optional<String> days(Driver driver) {
        return driver.days().map(d -> days(d.low(), d.high()));
    }

    /// "0.5 to 3".
    static String days(double low, double high) {
        return "%s to %s".formatted(day(low), day(high));
    }

    private static String day(double days) {
        String tenths = String.format(Locale.ROOT, days < 10 ? "%.1f" : "%.0f", days);
        return tenths.endsWith(".0") ? tenths.substring(0, tenths.length() - 2) : tenths;
    }

    /// What drives the effort, in a line.
    public static String effort(Driver driver) {
        return "%s%s: %s".formatted(driver.what(), days(driver).map(days -> ", " + days + " days of one engineer").orElse(""), driver.why());
    }

    /// A row under [#LAYOUT]: the best layout of one system, if there is one.
    public static List<String> layout(String system, Optional<Side> side) {
        return side.map(s -> List.of(system, s.precision(), cards(s), s.layout(), "%s of %s".formatted(Show.number(Unit.GIB.fromSi(s.weights())), Show.number(Unit.GIB.fromSi(s.usable()))),
                Show.rounded(s.rate()))).orElseGet(() -> List.of(system, "-", "-", "none", "-", "-"));
    }

    /// A row of device time: a kind of task with its count, what it took, how much of that has shapes, its prices on both machines and their ratio.
    public static List<String> time(TimeOfKind kind) {
        return List.of(kind.kind().label(), Show.count(kind.tasks()), Show.number(kind.measured() * MILLI), Show.number(kind.shaped() * MILLI),
                kind.onSource().map(i -> Show.interval(i.times(MILLI))).orElse("-"), span(kind.onTarget().times(MILLI)), Show.number(kind.factor()));
    }

    /// What stands over the cells of [#time].
    public static List<String> timeHeadings(Report report, OnTarget target) {
        return List.of("device time, whole profile", "tasks", report.question().from().id() + " ms", "of it by shapes", "predicted for it", target.target().id() + " ms", "times as long");
    }

    /// What a reader must know of the whole, each once.
    public static List<String> notes(Report report) {
        Set<String> notes = new LinkedHashSet<>(report.notes());
        report.question().profile().ifPresent(p -> notes.addAll(p.notes()));
        return List.copyOf(notes);
    }
}
