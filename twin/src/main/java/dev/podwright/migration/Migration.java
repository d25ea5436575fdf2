package dev.podwright.migration;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.document.InputException;
import dev.podwright.knowledge.Knowledge;
import dev.podwright.knowledge.Part;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.knowledge.support.Pairing;
import dev.podwright.model.Architecture;
import dev.podwright.plan.Subject;
import dev.podwright.repricing.Machine;
import dev.podwright.repricing.Repricer;
import dev.podwright.units.Unit;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds out what a move asks for.
public final class Migration {
    /// Chat lengths and limits that readers find fluent: what a plan takes too where nobody says.
    private static final Demand USUAL = new Demand(new Lengths(2000, 500, 0), new Load.Saturating(), new Limits(2, 0.05));

    private final Catalog catalog;
    private final Calibration calibration;
    private final Knowledge knowledge;
    private final Facts facts = Facts.bundled();

    public Migration(Catalog catalog, Calibration calibration, Knowledge knowledge) {
        this.catalog = catalog;
        this.calibration = calibration;
        this.knowledge = knowledge;
    }

    /// Words for [Question#features] that the facts know, in alphabetical order.
    public static List<String> features() {
        return Case.features();
    }

    /// What of the facts on moves was read, and how much.
    public static Part part() {
        Facts facts = Facts.bundled();
        return new Part("facts on moves", "each fact names its own: %,d sources".formatted(facts.sources().size()), facts.read(), facts.size(),
                List.of("changes: %,d, steps: %,d, risks: %,d, drivers of effort (estimates): %,d, families of models: %,d".formatted(facts.changes().size(), facts.steps().size(),
                        facts.risks().size(), facts.causes().size(), facts.models().stream().mapToInt(m -> m.families().size()).sum())));
    }

    /// What does not hold together in the facts, in full sentences; empty when all is well.
    public static List<String> check() {
        return Facts.bundled().check();
    }

    /// A target that is no Ascend system gets time and layout alone, no advice; so does every target if the source is one already.
    ///
    /// @throws InputException if there is no target, neither model nor profile, a feature that nobody knows, or a release that was not read
    public Report report(Question question) {
        if (question.to().isEmpty()) {
            throw new InputException("There is no system to move to.", "Name at least one, such as cloudmatrix384 or ascend-910b2.");
        }
        if (question.model().isEmpty() && question.profile().isEmpty()) {
            throw new InputException("There is nothing to move.", "Give a model, a profile, or both.");
        }
        Optional<Report.Versions> versions = versions(question);
        List<String> notes = new ArrayList<>();
        Demand demand = question.demand().orElse(USUAL);
        if (question.model().isPresent() && question.purpose() == Question.Purpose.SERVING && question.demand().isEmpty()) {
            notes.add("Served are as many requests as the cards can take, of %,.0f tokens and answers of %,.0f, within a TTFT of %.0f ms and a TPOT of %.0f ms."
                    .formatted(demand.lengths().input(), demand.lengths().output(), Unit.MS.fromSi(demand.limits().ttft()), Unit.MS.fromSi(demand.limits().tpot())));
        }
        if (question.model().isPresent() && question.purpose() == Question.Purpose.TRAINING && question.training().isEmpty()) {
            notes.add("Trained is with the batch that is usual for a model of this size, pretraining, in 16 bits.");
        }
        question.model().ifPresent(m -> notes.addAll(m.remarks()));
        question.profile().ifPresent(p -> notes.addAll(p.notes()));
        notes.add("Facts on software were read by %s; of other versions nothing is claimed.".formatted(facts.read()));
        Optional<Sides> sides = question.model().map(m -> new Sides(m, question, demand, catalog, calibration));
        Optional<Sides.Found> here = sides.map(s -> s.on(question.from()));
        List<Report.OnTarget> targets = question.to().stream().map(t -> target(question, t, versions, demand, sides, here)).toList();
        return new Report(question, targets, notes);
    }

    /// The releases that pair with the PyTorch asked for; of none asked for, the newest that pair and whose tables were read.
    private Optional<Report.Versions> versions(Question question) {
        if (question.pytorch().isEmpty()) {
            List<String> read = knowledge.support().releases();
            return knowledge.pairings().stream().filter(p -> read.contains(p.pytorch())).findFirst().map(Migration::versions);
        }
        Optional<Report.Versions> paired = knowledge.pairings().stream().filter(p -> p.pytorch().equals(question.pytorch())).findFirst().map(Migration::versions);
        if (paired.isPresent() && question.profile().isEmpty()) {
            return paired;
        }
        String read = knowledge.support().release(question.pytorch());
        return knowledge.pairings().stream().filter(p -> p.pytorch().equals(read)).findFirst().map(Migration::versions);
    }

    private static Report.Versions versions(Pairing pairing) {
        return new Report.Versions(pairing.pytorch(), pairing.torchNpu(), pairing.cann(), pairing.source());
    }

    private Report.OnTarget target(Question question, Subject target, Optional<Report.Versions> versions, Demand demand, Optional<Sides> sides, Optional<Sides.Found> here) {
        Optional<Moved> moved = question.profile().map(p -> new Moved(p, knowledge));
        Optional<Generation> generation = Generation.of(target.rankChip());
        Set<Trait> ofProfile = EnumSet.noneOf(Trait.class);
        moved.filter(_ -> generation.isPresent()).ifPresent(m -> ofProfile.addAll(m.traits(question.purpose() == Question.Purpose.TRAINING)));
        // What a checkpoint ships is told by the model, where there is one.
        question.model().ifPresent(_ -> ofProfile.removeIf(t -> t.kind() == Trait.Kind.STORED));
        Case first = Case.of(question, target, software(question), ofProfile);
        List<Report.MovedOperator> operators = first.advised()
                ? moved.map(m -> m.operators(release(question, versions), generation.orElseThrow())).orElse(List.of()) : List.of();
        List<String> failing = operators.stream().filter(Moved::fails).map(o -> o.support().name()).toList();
        Case asked = !failing.isEmpty() ? first.with(Set.of(Trait.UNSUPPORTED_OPERATORS)) : first;
        List<Report.CustomKernel> kernels = asked.advised() ? moved.map(Moved::kernels).orElse(List.of()) : List.of();
        Optional<Report.Time> time = question.profile().map(p -> Times.of(new Repricer(knowledge).reprice(p,
                Machine.of(question.from().id(), question.from().pod(), catalog, calibration), Machine.of(target.id(), target.pod(), catalog, calibration))));
        Optional<Sides.Found> there = sides.map(s -> s.on(target));
        Optional<Report.Layouts> layout = there.map(t -> layouts(here.orElseThrow(), t));
        Advice advice = new Advice(asked, facts, versions, failing);
        List<Report.Change> changes = changes(asked, demand, advice, there, layout);
        List<String> unread = asked.advised() ? new ArrayList<>(advice.unread()) : List.of();
        if (asked.advised() && versions.isEmpty()) {
            unread.add("No release of torch_npu for PyTorch %s stands in the table of releases that was read.".formatted(question.pytorch()));
        }
        List<Report.Step> steps = new ArrayList<>(asked.advised() ? advice.steps() : List.of());
        steps.addAll(place(steps), Advice.replacements(operators, kernels));
        return new Report.OnTarget(target, generation, asked.advised() ? versions : Optional.empty(), Headline.of(asked, changes, operators, kernels, time, layout), changes,
                operators, asked.advised() ? moved.map(Moved::rest).orElse(Report.Rest.NONE) : Report.Rest.NONE, kernels, time, layout, steps,
                asked.advised() ? advice.effort(kernels) : List.of(), asked.advised() ? advice.risks() : List.of(), unread);
    }

    /// The framework that trains on the source: as asked for; without a profile to show it, the usual one.
    private Optional<TrainingSoftware> software(Question question) {
        Optional<TrainingSoftware> asked = question.training().flatMap(t -> t.software());
        if (asked.isPresent() || question.purpose() != Question.Purpose.TRAINING || question.profile().isPresent() || !question.features().isEmpty()) {
            return asked;
        }
        String vendor = question.from().rankChip().vendor();
        return catalog.trainingSoftware().stream().anyMatch(t -> t.usual() && t.vendors().stream().anyMatch(vendor::equalsIgnoreCase))
                ? Optional.of(catalog.usualTrainingSoftware(vendor)) : Optional.empty();
    }

    /// Replacements come after the environment stands and before the first run.
    private static int place(List<Report.Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).command().startsWith("podwright error")) {
                return i;
            }
        }
        return steps.size();
    }

    private String release(Question question, Optional<Report.Versions> versions) {
        return question.pytorch().isEmpty() ? versions.map(Report.Versions::pytorch).orElseGet(() -> knowledge.support().newest()) : knowledge.support().release(question.pytorch());
    }

    private List<Report.Change> changes(Case asked, Demand demand, Advice advice, Optional<Sides.Found> there, Optional<Report.Layouts> layout) {
        List<Report.Change> changes = new ArrayList<>();
        Optional<Architecture> model = asked.question().model();
        if (asked.serving()) {
            model.ifPresent(m -> changes.addAll(new Precisions(asked, m, demand.lengths().total()).changes()));
        }
        changes.addAll(Reach.changes(asked));
        layout.flatMap(l -> Fit.change(asked, l)).ifPresent(changes::add);
        if (asked.advised()) {
            changes.addAll(advice.changes());
            if (asked.has(Trait.NCCL) && asked.has(Trait.SEVERAL_RANKS)) {
                changes.add(Hccls.change(knowledge.hccl()));
            }
            model.ifPresent(m -> there.ifPresent(t -> changes.addAll(Fit.limits(asked, m, t.serving()))));
        }
        changes.sort(Comparator.comparing(Report.Change::weight).thenComparing(Report.Change::topic));
        return changes;
    }

    private static Report.Layouts layouts(Sides.Found here, Sides.Found there) {
        List<String> notes = new ArrayList<>(here.notes());
        there.notes().stream().filter(n -> !notes.contains(n)).forEach(notes::add);
        return new Report.Layouts(here.side(), there.side(), notes);
    }
}
