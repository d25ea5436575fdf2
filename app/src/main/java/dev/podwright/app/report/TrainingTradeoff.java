package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.report.Chart.Scatter;
import dev.podwright.app.report.Chart.Scatter.Cloud;
import dev.podwright.app.report.Chart.Scatter.Dot;
import dev.podwright.app.report.Chart.Scatter.Style;
import dev.podwright.plan.Effect;
import dev.podwright.plan.ParetoPoint;
import dev.podwright.plan.TrainingPlan;
import dev.podwright.plan.TrainingPodPlan;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// Time against cards against memory, and what one change would bring.
record TrainingTradeoff(TrainingPlan plan, List<Trained> bests) {
    /// Card counts with a line of their own.
    private static final int MOST_LINES = 8;
    /// Half a percent of speed is less than any of these predictions can tell.
    private static final double WORTH_NAMING = 0.005;

    Section section(Trained shown) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Beside(List.of(new Block.Picture(cards()), new Block.Picture(memory(shown)))));
        return new Section("tradeoff", "What speed costs", "Setups that no other betters in time, cards and memory at once, on all cards and on fewer.", blocks);
    }

    private static List<Integer> counts(TrainingPodPlan pod) {
        return pod.pareto().stream().map(ParetoPoint::chips).distinct().sorted(Comparator.reverseOrder()).toList();
    }

    private TrainingPodPlan pod(Trained trained) {
        return plan.pods().stream().filter(p -> p.best().isPresent() && p.best().get().iteration() == trained.iteration()).findFirst().orElseThrow();
    }

    /// The fastest on each number of cards.
    private Figure cards() {
        List<Cloud> clouds = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Trained best : bests) {
            TrainingPodPlan pod = pod(best);
            List<ParetoPoint> fastest = counts(pod).reversed().stream().map(n -> pod.pareto().stream().filter(p -> p.chips() == n).min(Comparator.comparingDouble(ParetoPoint::seconds)).orElseThrow()).toList();
            clouds.add(new Cloud(best.id(), best.tone(), Style.PATH, fastest.stream().map(p -> new Dot(p.chips(), p.tokensPerSecond() / p.chips(), label(p))).toList()));
            clouds.add(new Cloud(best.id(), best.tone(), Style.STAR, List.of(new Dot(best.cards(), best.iteration().tokensPerSecondPerChip().value(), "chosen: " + best.setup()))));
            fastest.forEach(p -> rows.add(List.of(best.id(), Show.count(p.chips()), Show.number(p.seconds()), Show.rounded(p.tokensPerSecond()), Show.rounded(p.tokensPerSecond() / p.chips()), p.setup().label())));
        }
        return new Figure("tradeoff-cards", "What more cards cost", "The fastest setup on each number of cards, with the same global batch: where a line falls, more cards give less each. Stars are the setups chosen.",
                new Scatter(clouds, "cards", "", "tokens/s of a card", "tokens/s", OptionalDouble.empty(), ""),
                new Table("The fastest setup on each number of cards", List.of("pod", "cards", "iteration s", "tokens/s", "tokens/s/card", "setup"), rows));
    }

    private Figure memory(Trained best) {
        TrainingPodPlan pod = pod(best);
        List<Integer> counts = counts(pod);
        List<Cloud> clouds = new ArrayList<>();
        for (int count : counts.subList(0, Math.min(MOST_LINES, counts.size()))) {
            List<ParetoPoint> points = pod.pareto().stream().filter(p -> p.chips() == count).sorted(Comparator.comparingDouble(ParetoPoint::memory)).toList();
            clouds.add(new Cloud("%s cards".formatted(Show.count(count)), Tone.series(clouds.size()), Style.LINE, points.stream().map(p -> new Dot(Unit.GIB.fromSi(p.memory()), p.seconds(), label(p))).toList()));
        }
        clouds.add(new Cloud("%s cards".formatted(Show.count(best.cards())), Tone.series(Math.max(0, counts.indexOf(best.cards()))), Style.STAR,
                List.of(new Dot(Unit.GIB.fromSi(best.iteration().memory().fullest().bytes()), best.iteration().cost().seconds(), "chosen: " + best.setup()))));
        double usable = Unit.GIB.fromSi(best.iteration().memory().usable());
        return new Figure("tradeoff-memory", "What memory buys on %s".formatted(best.id()), "To the left a rank needs less memory, down an iteration takes less time; a line joins setups on as many cards.",
                new Scatter(clouds, "memory of the fullest rank", "GiB", "iteration in s", "s", OptionalDouble.of(usable), "usable"),
                new Table("Setups that no other betters on " + best.id(), List.of("cards", "iteration s", "tokens/s", "GiB/rank", "setup"), pod.pareto().stream().map(p -> List.of(Show.count(p.chips()),
                        Show.number(p.seconds()), Show.rounded(p.tokensPerSecond()), Show.number(Unit.GIB.fromSi(p.memory())), p.setup().label())).toList()));
    }

    private static String label(ParetoPoint point) {
        return "%s cards, %s s, %s per rank: %s".formatted(Show.count(point.chips()), Show.number(point.seconds()), Show.gib(point.memory()), point.setup());
    }

    /// What one change would bring to each pod.
    Section changes() {
        List<Block> pictures = new ArrayList<>();
        for (int i = 0; i < bests.size(); i++) {
            List<Effect> effects = pod(bests.get(i)).effects().stream().filter(e -> e.before() > 0 && e.after() > 0).toList();
            if (!effects.isEmpty()) {
                pictures.add(new Block.Picture(changes("changes-" + i, bests.get(i), effects)));
            }
        }
        List<Block> blocks = pictures.isEmpty() ? List.of(new Block.Text("No change was tried.")) : List.of(new Block.Beside(pictures));
        return new Section("changes", "What one change would bring", "Each found by searching again with one thing different, the rest as it is; half a percent is less than these predictions can tell.", blocks);
    }

    private static Figure changes(String id, Trained best, List<Effect> effects) {
        Chart chart = new Gains(effects.stream().map(Effect::change).toList(), effects.stream().map(e -> 100 * e.gain()).toList(), "more tokens/s", "%");
        String largest = effects.getFirst().gain() < WORTH_NAMING ? "No change would bring anything worth naming." : "Most would come from %s.".formatted(effects.getFirst().change());
        return new Figure(id, "On " + best.id(), largest, chart, new Table("What one change would bring on " + best.id(), List.of("change", "tokens/s", "gain", "best setup then"),
                effects.stream().map(e -> List.of(e.change(), Show.rounded(e.after()), percent(e.gain()), e.setup().equals(best.setup()) ? "the same" : e.setup().label())).toList()));
    }

    private static String percent(double gain) {
        return "%+.1f %%".formatted(100 * gain);
    }
}
