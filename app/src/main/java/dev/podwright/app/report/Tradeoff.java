package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.report.Chart.Scatter;
import dev.podwright.app.report.Chart.Scatter.Cloud;
import dev.podwright.app.report.Chart.Scatter.Dot;
import dev.podwright.app.report.Chart.Scatter.Style;
import dev.podwright.plan.Frontier;
import dev.podwright.plan.Frontier.Point;
import dev.podwright.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// How fast an answer flows against how much a card gives.
final class Tradeoff {
    /// Points that others dominate, drawn per pod: enough to see where they lie.
    private static final int CROWD = 60;

    private Tradeoff() {}

    static Section section(Plan plan, List<BestOfPod> bests) {
        List<Cloud> clouds = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (BestOfPod best : bests) {
            Frontier frontier = Frontier.of(plan.scenario(), best.pod());
            List<Point> edge = frontier.points().stream().filter(Point::best).toList();
            clouds.add(new Cloud(best.id(), best.tone(), Style.LINE, edge.stream().map(Tradeoff::dot).toList()));
            clouds.add(new Cloud(best.id(), best.tone(), Style.CROWD, thinned(frontier.points().stream().filter(p -> !p.best()).toList())));
            clouds.add(new Cloud(best.id(), best.tone(), Style.STAR,
                    List.of(new Dot(best.option().performance().tpot().value() * 1e3, best.perCard().value(), "chosen: " + best.option().deployment().label()))));
            edge.forEach(p -> rows.add(List.of(best.id(), name(p), Data.counted(p.decoding()), Show.number(p.tpot() * 1e3), Show.number(p.tokensPerSecondPerChip()))));
        }
        Table numbers = new Table("Points that nothing beats on their pod", List.of("pod", "layout", "sequences per attention group", "TPOT ms", "output tokens/s/card"), rows);
        String caption = "Each dot is a layout at a batch; lines join those that nothing beats on their pod: to the left answers flow faster, upwards a card gives more."
                + " Stars are the deployments chosen, sized for the demand in whole replicas, so they may lie below the line.";
        double limit = plan.scenario().demand().limits().tpot() * 1e3;
        Figure figure = new Figure("tradeoff-points", "Speed against throughput", caption, new Scatter(clouds, "time per output token", "ms",
                "output tokens per second and card", "tokens/s", Double.isInfinite(limit) ? OptionalDouble.empty() : OptionalDouble.of(limit), "limit %s ms".formatted(Show.number(limit))), numbers);
        return new Section("tradeoff", "What speed costs", "How much throughput a card gives up when answers must flow faster, with the TTFT limit kept and the TPOT limit left aside.",
                List.of(new Block.Picture(figure)));
    }

    private static List<Dot> thinned(List<Point> points) {
        int step = Math.max(1, Math.ceilDiv(points.size(), CROWD));
        return IntStream.range(0, points.size()).filter(i -> i % step == 0).mapToObj(i -> dot(points.get(i))).toList();
    }

    private static Dot dot(Point point) {
        return new Dot(point.tpot() * 1e3, point.tokensPerSecondPerChip(), "%s, %s sequences".formatted(name(point), Data.counted(point.decoding())));
    }

    private static String name(Point point) {
        return point.pools() ? "pools, decode " + point.layout() : point.layout().label();
    }
}
