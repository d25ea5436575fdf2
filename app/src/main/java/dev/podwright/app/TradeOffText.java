package dev.podwright.app;

import dev.podwright.layout.TrainingSetup;
import dev.podwright.plan.Effect;
import dev.podwright.plan.ParetoPoint;
import dev.podwright.plan.TrainingPodPlan;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What else a pod could do, in lines for people: time against cards against memory, and what one change would bring.
final class TradeOffText {
    /// Rows that a reader takes in at a glance; JSON has all.
    private static final int SHOWN = 5;
    /// Half a percent of speed is less than any of these predictions can tell.
    private static final double WORTH_NAMING = 0.005;

    private TradeOffText() {}

    static List<String> lines(TrainingPodPlan pod) {
        List<String> lines = new ArrayList<>(tradeOffs(pod.pareto()));
        Optional<TrainingSetup> now = pod.best().map(b -> b.setup());
        List<String> idle = new ArrayList<>();
        for (Effect effect : pod.effects()) {
            if (effect.before() > 0 && Math.abs(effect.gain()) < WORTH_NAMING) {
                idle.add(effect.change());
            } else {
                lines.add("one change: " + effect(effect, now));
            }
        }
        if (!idle.isEmpty()) {
            lines.add("no change worth naming: " + String.join(", ", idle));
        }
        return lines;
    }

    /// The fastest, the slowest and some between.
    private static List<String> tradeOffs(List<ParetoPoint> all) {
        if (all.size() < 2) {
            return List.of();
        }
        List<ParetoPoint> points = all.stream().sorted(Comparator.comparingDouble(ParetoPoint::seconds)).toList();
        int rows = Math.min(SHOWN, points.size());
        Table table = new Table("cards", "iteration s", "tokens/s", "GiB/rank", "setup");
        for (ParetoPoint point : IntStream.range(0, rows).mapToObj(i -> points.get(i * (points.size() - 1) / (rows - 1))).toList()) {
            table.row(Show.count(point.chips()), Show.number(point.seconds()), Show.rounded(point.tokensPerSecond()),
                    Show.number(Unit.GIB.fromSi(point.memory())), point.setup());
        }
        List<String> lines = new ArrayList<>();
        lines.add("trade-offs of time, cards and memory%s:".formatted(points.size() > rows ? " (%d of %d, all with --json)".formatted(rows, points.size()) : ""));
        lines.addAll(table.toString().lines().map(row -> "  " + row).toList());
        return lines;
    }

    private static String effect(Effect effect, Optional<TrainingSetup> now) {
        String with = now.equals(Optional.of(effect.setup())) ? "" : " with " + effect.setup();
        if (effect.after() == 0) {
            return effect.change() + ": nothing fits";
        }
        return effect.before() == 0
                ? "%s: %s tokens/s%s, where nothing fits now".formatted(effect.change(), Show.rounded(effect.after()), with)
                : "%s: %+.1f %% tokens/s%s".formatted(effect.change(), 100 * effect.gain(), with);
    }
}
