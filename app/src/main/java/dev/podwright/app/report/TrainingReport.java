package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.TrainingQuestionText;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.model.Parameters;
import dev.podwright.plan.Effect;
import dev.podwright.plan.IterationQuestion;
import dev.podwright.plan.Rejection;
import dev.podwright.plan.TrainingPlan;
import dev.podwright.plan.TrainingPodPlan;
import dev.podwright.schedule.Timeline;
import dev.podwright.training.Iteration;
import dev.podwright.training.Trainer;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A training plan, or one iteration, as a page.
public final class TrainingReport {
    /// Pods whose rooflines and communication are drawn; more would bury the rest of the page.
    private static final int MOST_PICTURES = 6;
    private static final List<String> LIMITS = List.of(
            "Intervals are 90 % intervals of kernel and link times: how far such predictions missed rows they were not fitted to.",
            "One iteration without faults, stragglers or jitter; reading data, checkpoints and evaluation are not counted. Tokens reach the experts evenly.",
            "How well iterations of the training half met published and measured ones stands in docs/accuracy.md; podwright validate repeats it.");

    private final List<Trained> setups;
    private final UnaryOperator<Pod> sold;

    private TrainingReport(List<Trained> setups, Catalog catalog) {
        this.setups = setups;
        this.sold = pod -> catalog.findPod(pod.id()).orElse(pod);
    }

    /// @param defaults what the question left open, in sentences
    /// @param catalog where pods stand as they are sold
    public static Page of(TrainingPlan plan, List<String> defaults, Catalog catalog, Origin origin) {
        TrainingReport report = new TrainingReport(Trained.of(plan), catalog);
        Optional<Trained> winner = report.setups.stream().filter(s -> plan.winner().flatMap(TrainingPodPlan::best).filter(b -> b.iteration() == s.iteration()).isPresent()).findFirst();
        List<Section> sections = new ArrayList<>();
        if (winner.isPresent()) {
            TrainingTradeoff tradeoff = new TrainingTradeoff(plan, report.setups);
            Card card = new Card("Winner", winner.get().id(), Show.count(winner.get().cards()) + " cards", "", plan.reason());
            sections.add(report.answer(winner.get(), plan.pods().size() == 1 ? List.of() : List.of(card), "the fastest of all that fit"));
            sections.add(new TrainingPods(plan, report.setups).section());
            sections.addAll(report.anatomy(winner.get()));
            sections.add(tradeoff.section(winner.get()));
            sections.add(tradeoff.changes());
            sections.add(TrainingSeats.section(winner.get(), report.setups));
        } else {
            sections.add(nothing(plan));
        }
        sections.add(rejected(plan));
        sections.add(assumptions(defaults, plan.scenario().model().remarks(), plan.pods()));
        sections.add(origin.section(LIMITS));
        return new Page("plan", "Training " + plan.scenario().model().id(), TrainingQuestionText.question(plan.scenario()) + ". " + plan.reason(), sections);
    }

    /// One iteration as a page.
    ///
    /// @param defaults what the question left open, in sentences
    /// @param catalog where pods stand as they are sold
    public static Page of(IterationQuestion.Answer answer, List<String> defaults, Catalog catalog, Origin origin) {
        Iteration iteration = answer.iteration();
        Trained setup = Trained.of(iteration);
        TrainingReport report = new TrainingReport(List.of(setup), catalog);
        List<Section> sections = new ArrayList<>();
        sections.add(report.answer(setup, List.of(), answer.chosen() ? "the fastest of all that fit" : "as asked"));
        sections.addAll(report.anatomy(setup));
        sections.add(TrainingSeats.section(setup, List.of()));
        List<Block> notes = new ArrayList<>();
        notes.add(new Block.Points(answer.notes()));
        if (!defaults.isEmpty()) {
            notes.add(new Block.Part("What the question left open", List.of(new Block.Points(defaults))));
        }
        if (!iteration.job().model().remarks().isEmpty()) {
            notes.add(new Block.Part("The model", List.of(new Block.Points(iteration.job().model().remarks()))));
        }
        sections.add(new Section("assumptions", "Assumptions", "What no source says and these numbers rest on.", notes));
        sections.add(origin.section(LIMITS));
        String lead = "%s parameters, %s per token; %s sequences of %s tokens on %s cards: %s.".formatted(Show.tokens(Parameters.total(iteration.job().model())), Show.tokens(Parameters.active(iteration.job().model())),
                Show.count(Math.round(iteration.job().recipe().globalBatch())), Show.count(Math.round(iteration.job().recipe().sequence())), Show.count(setup.cards()), iteration.setup());
        return new Page("explain", "An iteration of %s on %s".formatted(iteration.job().model().id(), setup.name()), lead, sections);
    }

    private Section answer(Trained best, List<Card> first, String why) {
        return new Section("answer", "The answer", "Training on %s, in numbers.".formatted(best.name()), List.of(
                new Block.Cards(TrainingCards.of(first, best, why, sold.apply(best.job().pod()))), new Block.Text(SetupWords.work(best.setup(), best.microBatches()))));
    }

    /// Time, operators, schedule and memory.
    private List<Section> anatomy(Trained best) {
        Trainer trainer = new Trainer(best.job());
        Timeline timeline = trainer.timeline(best.setup());
        return List.of(time(best), rooflines(), new ScheduleSection(best, setups.size() == 1 ? "" : " on " + best.id(), timeline).section(), StageMemoryFigures.section(best, setups, timeline));
    }

    private Section time(Trained best) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Picture(IterationBars.parts("iteration-parts", setups)));
        List<Trained> shown = setups.stream().filter(s -> s.iteration().overlaps().stream().anyMatch(o -> o.seconds() > 0)).limit(MOST_PICTURES).toList();
        List<Block> overlaps = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            overlaps.add(new Block.Picture(IterationBars.overlaps("overlaps-" + i, setups.size() == 1 ? "Communication, hidden and exposed" : "Communication on " + shown.get(i).id(), shown.get(i))));
        }
        if (!overlaps.isEmpty()) {
            blocks.add(new Block.Beside(overlaps));
        }
        blocks.add(new Block.Picture(Icicle.of("iteration-tree", setups.size() == 1 ? "The iteration and its parts" : "The iteration and its parts on " + best.id(), "time of one iteration", best.iteration().cost())));
        blocks.add(leaves(best.iteration().cost()));
        return new Section("time", "Where an iteration goes", "One optimiser step, from the whole to its parts, on the rank that everybody waits for.", blocks);
    }

    private Section rooflines() {
        List<Block> pictures = new ArrayList<>();
        for (Trained setup : setups.subList(0, Math.min(setups.size(), MOST_PICTURES))) {
            pictures.add(new Block.Picture(PassRoofline.of("roofline-" + pictures.size(), setup, new Trainer(setup.job()))));
        }
        return new Section("roofline", "Operators under the roofs", PassRoofline.READING, List.of(new Block.Beside(pictures)));
    }

    private static Block leaves(Cost cost) {
        List<List<String>> rows = cost.leaves().stream().filter(leaf -> leaf.seconds() > 0).map(leaf -> List.of(leaf.name(), Data.counted(leaf.times()), Show.interval(leaf.interval().times(1e6)),
                Show.number(leaf.total() * 1e3), Show.percent(leaf.total() / cost.seconds()), leaf.bound().label(), Show.percent(leaf.ideal() / leaf.seconds()), leaf.why())).toList();
        return new Block.Folded("Every kernel and every exposed exchange, with where its number comes from",
                List.of(new Block.Rows(new Table("The parts of an iteration, in the order of the cost tree", List.of("part", "times", "us each (90 %)", "ms in all", "share", "limit", "ideal", "where the number comes from"), rows))));
    }

    private static Section nothing(TrainingPlan plan) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Cards(List.of(new Card("Answer", "none", "", "", plan.reason()))));
        for (TrainingPodPlan pod : plan.pods()) {
            List<String> sentences = new ArrayList<>(pod.nearest().stream().map(n -> "What comes nearest: %s %s: %s".formatted(n.layout(), n.constraint().label(), n.detail())).toList());
            for (Effect effect : pod.effects()) {
                sentences.add(effect.after() == 0 ? "With %s still nothing fits.".formatted(effect.change())
                        : "With %s it would run at %s tokens/s: %s.".formatted(effect.change(), Show.rounded(effect.after()), effect.setup()));
            }
            if (!sentences.isEmpty()) {
                blocks.add(new Block.Part(pod.target().pod().name(), List.of(new Block.Points(sentences))));
            }
        }
        return new Section("answer", "The answer", "Nothing meets the demand.", blocks);
    }

    private static Section rejected(TrainingPlan plan) {
        List<List<String>> rows = new ArrayList<>();
        for (TrainingPodPlan pod : plan.pods()) {
            for (Rejection.Summary out : pod.rejections()) {
                rows.add(List.of(pod.target().pod().id(), Show.count(out.count()), out.constraint().label(), out.nearest().layout(), out.nearest().detail()));
            }
        }
        plan.unfit().forEach(u -> rows.add(List.of(u.target().pod().id(), "all", "cannot be planned", u.reason(), u.mend())));
        int looked = plan.pods().stream().mapToInt(TrainingPodPlan::candidates).sum();
        int timed = plan.pods().stream().mapToInt(TrainingPodPlan::evaluated).sum();
        return new Section("rejected", "What was rejected, and why", "%s setups were looked at, %s of them timed; the rest are out, or certain to be slower.".formatted(Show.count(looked), Show.count(timed)),
                List.of(rows.isEmpty() ? new Block.Text("Nothing was rejected.") : new Block.Rows(new Table("Rejected setups by reason", List.of("pod", "setups", "why", "the nearest of them", "by how much it misses"), rows))));
    }

    private static Section assumptions(List<String> defaults, List<String> remarks, List<TrainingPodPlan> pods) {
        List<Block> blocks = new ArrayList<>();
        if (!defaults.isEmpty()) {
            blocks.add(new Block.Part("What the question left open", List.of(new Block.Points(defaults))));
        }
        List<String> common = pods.size() < 2 ? List.of() : pods.getFirst().notes().stream().filter(note -> pods.stream().allMatch(p -> p.notes().contains(note))).toList();
        if (!common.isEmpty()) {
            blocks.add(new Block.Part("Every pod", List.of(new Block.Points(common))));
        }
        for (TrainingPodPlan pod : pods) {
            List<String> own = pod.notes().stream().filter(note -> !common.contains(note)).toList();
            if (!own.isEmpty()) {
                blocks.add(new Block.Part(pod.job().pod().name(), List.of(new Block.Points(own))));
            }
        }
        if (!remarks.isEmpty()) {
            blocks.add(new Block.Part("The model", List.of(new Block.Points(remarks))));
        }
        return new Section("assumptions", "Assumptions", "What no source says and these numbers rest on.", blocks);
    }
}
