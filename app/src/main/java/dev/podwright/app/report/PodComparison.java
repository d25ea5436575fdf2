package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.plan.Option;
import dev.podwright.plan.Plan;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// The best deployments of all pods side by side.
final class PodComparison {
    private static final List<String> HEADINGS = List.of("pod", "cards", "precision", "deployment", "TTFT ms", "TPOT ms", "requests/s", "output tokens/s/card", "kW", "J per token");

    private PodComparison() {}

    static Section section(Plan plan, List<BestOfPod> bests) {
        List<Block> pictures = new ArrayList<>(List.of(
                picture("pods-tpot", "Time per output token", "Shorter is better; the dashed line is the limit.", "TPOT", "ms", bests,
                        b -> b.option().performance().tpot().times(1e3), OptionalDouble.of(plan.scenario().demand().limits().tpot() * 1e3)),
                picture("pods-ttft", "Time to first token", "Shorter is better; the dashed line is the limit.", "TTFT", "ms", bests,
                        b -> b.option().performance().ttft().times(1e3), OptionalDouble.of(plan.scenario().demand().limits().ttft() * 1e3)),
                picture("pods-throughput", "Throughput of a card", "Longer is better. A card of one chip is not the price of a card of another.", "output of a card", "tokens/s", bests,
                        BestOfPod::perCard, OptionalDouble.empty())));
        List<BestOfPod> powered = bests.stream().filter(b -> b.option().bill().joulesPerToken().isPresent()).toList();
        if (!powered.isEmpty()) {
            pictures.add(picture("pods-energy", "Energy of an output token", energy(bests, powered), "energy per output token", "J", powered,
                    b -> Interval.exact(b.option().bill().joulesPerToken().getAsDouble()), OptionalDouble.empty()));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Beside(pictures));
        List<List<String>> rows = new ArrayList<>();
        for (BestOfPod best : bests) {
            rows.add(row(best.name(), plan, best, best.option()));
        }
        blocks.add(new Block.Rows(new Table("The best deployment of each pod, with 90 % intervals", HEADINGS, rows)));
        List<List<String>> next = new ArrayList<>();
        for (BestOfPod best : bests) {
            best.pod().runnersUp().forEach(option -> next.add(row(best.name(), plan, best, option)));
        }
        if (!next.isEmpty()) {
            blocks.add(new Block.Folded("Runners-up: the next best of other kinds", List.of(new Block.Rows(new Table("Runners-up of each pod, with 90 % intervals", HEADINGS, next)),
                    new Block.Points(bests.stream().flatMap(b -> b.pod().runnersUp().stream().map(o -> "%s: %s.".formatted(b.id(),
                            plan.margin(b.pod(), o).words(b.option().deployment().label(), o.deployment().label())))).toList()))));
        }
        List<String> margins = plan.pods().stream().flatMap(p -> plan.margin(p).stream().map(m -> m.words(plan.winner().orElseThrow().target().pod().id(), p.target().pod().id()) + ".")).toList();
        if (!margins.isEmpty()) {
            blocks.add(2, new Block.Part("How certain the order is", List.of(new Block.Points(margins))));
        }
        return new Section("pods", "Pods side by side", "What each pod's best deployment does. Whiskers are 90 % intervals; in the ratio of two pods errors that both have in common cancel.", blocks);
    }

    private static String energy(List<BestOfPod> bests, List<BestOfPod> powered) {
        StringBuilder caption = new StringBuilder("Shorter is better.");
        if (powered.stream().anyMatch(b -> b.option().bill().chipsOnly())) {
            caption.append(" Of ").append(String.join(", ", powered.stream().filter(b -> b.option().bill().chipsOnly()).map(BestOfPod::id).toList()))
                    .append(" the chips alone are counted, hosts and network not.");
        }
        List<String> unknown = bests.stream().filter(b -> !powered.contains(b)).map(BestOfPod::id).toList();
        return unknown.isEmpty() ? caption.toString() : caption + " No power is published for " + String.join(", ", unknown) + ".";
    }

    private static Block picture(String id, String title, String caption, String axis, String unit, List<BestOfPod> bests, Function<BestOfPod, Interval> value,
                                 OptionalDouble limit) {
        OptionalDouble mark = limit.isPresent() && Double.isFinite(limit.getAsDouble()) ? limit : OptionalDouble.empty();
        String says = mark.isPresent() ? caption : caption.replace("; the dashed line is the limit", "");
        List<String> rows = bests.stream().map(BestOfPod::id).toList();
        List<Interval> values = bests.stream().map(value).toList();
        List<Tone> tones = bests.stream().map(BestOfPod::tone).toList();
        Table numbers = new Table(title, List.of("pod", unit, "low", "high"), bests.stream().map(b -> List.of(b.id(), Show.number(value.apply(b).value()),
                Show.number(value.apply(b).low()), Show.number(value.apply(b).high()))).toList());
        return new Block.Picture(new Figure(id, title, says, new Chart.Ranges(rows, values, tones, axis, unit, false, mark, "limit %s %s".formatted(Show.number(limit.orElse(0)), unit)), numbers));
    }

    private static List<String> row(String name, Plan plan, BestOfPod best, Option option) {
        int cards = plan.cards(best.pod(), option);
        Interval perCard = option.performance().requestsPerSecond().times(best.lengths().output() / cards);
        return List.of(name, Show.count(option.chips()) + (cards == option.chips() ? "" : " of " + Show.count(cards)), best.pod().site().quantization().label(), option.deployment().label(),
                Show.interval(option.performance().ttft().times(1e3)), Show.interval(option.performance().tpot().times(1e3)),
                Show.interval(option.performance().requestsPerSecond()), Show.interval(perCard),
                option.bill().watts().isPresent() ? Show.number(option.bill().watts().getAsDouble() / 1e3) : "-",
                option.bill().joulesPerToken().isPresent() ? Show.number(option.bill().joulesPerToken().getAsDouble()) : "-");
    }
}
