package dev.podwright.app;

import dev.podwright.plan.Confirmation;
import dev.podwright.simulation.Quantiles;
import dev.podwright.simulation.Statistics;
import java.util.Map;

/// A simulated deployment of a plan in one sentence, or as JSON.
final class ConfirmationText {
    private static final double PERCENT = 100;
    private static final double TAIL = 0.99;
    private static final double MILLI = 1e3;

    private ConfirmationText() {}

    static String of(Confirmation confirmation) {
        return switch (confirmation) {
            case Confirmation.Refused refused -> "cannot be simulated: " + refused.why();
            case Confirmation.Simulated s -> "simulated: TTFT %s, TPOT %s, %s %% of %s requests within the limits%s; %s".formatted(
                    durations(s.statistics().all().ttft()), durations(s.statistics().all().tpot()), Show.number(PERCENT * s.within()),
                    Show.count(s.statistics().all().arrived()), unserved(s.statistics()) == 0 ? "" : ", %s unserved".formatted(Show.count(unserved(s.statistics()))),
                    s.holds() ? "holds" : "does not hold: " + s.enough().map(l -> "%s, %s cards, would".formatted(l.deployment().label(), Show.count(l.chips())))
                            .orElse("nor do more replicas"));
        };
    }

    private static long unserved(Statistics statistics) {
        return statistics.all().arrived() - statistics.all().finished();
    }

    private static String durations(Quantiles q) {
        return "%s (p99 %s)".formatted(Show.seconds(q.mean()), Show.seconds(q.at(TAIL)));
    }

    static Map<String, Object> json(Confirmation confirmation) {
        return switch (confirmation) {
            case Confirmation.Refused refused -> Map.of("refused", refused.why());
            case Confirmation.Simulated s -> {
                Map<String, Object> fields = Fields.given("requests", s.statistics().all().arrived(), "unserved", unserved(s.statistics()),
                        "ttft_ms", json(s.statistics().all().ttft()), "tpot_ms", json(s.statistics().all().tpot()),
                        "within_limits", s.within(), "holds", s.holds());
                fields.put("enough", s.enough().map(l -> Fields.given("deployment", PlanJson.deployment(l.deployment()), "chips", l.chips())).orElse(null));
                yield fields;
            }
        };
    }

    private static Map<String, Object> json(Quantiles q) {
        return Fields.given("mean", MILLI * q.mean(), "p99", MILLI * q.at(TAIL));
    }
}
