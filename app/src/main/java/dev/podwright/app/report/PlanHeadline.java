package dev.podwright.app.report;

import dev.podwright.app.BillText;
import dev.podwright.app.Show;
import dev.podwright.plan.Deployment;
import dev.podwright.plan.Option;
import dev.podwright.plan.Plan;
import dev.podwright.units.Interval;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.ArrayList;
import java.util.List;

/// The winner in numbers, each with what it means.
final class PlanHeadline {
    private PlanHeadline() {}

    static List<Card> cards(Plan plan, BestOfPod best) {
        Option option = best.option();
        Limits limits = plan.scenario().demand().limits();
        List<Card> cards = new ArrayList<>();
        cards.add(new Card("Winner", best.id(), "", "", plan.reason()));
        cards.add(new Card("Cards", Show.count(option.chips()), "", best.cards() == option.chips() ? "" : "of " + Show.count(best.cards()), deployment(option)));
        cards.add(new Card("Time to first token", Show.number(option.performance().ttft().value() * 1e3), "ms", span(option.performance().ttft().times(1e3)),
                "Mean from the arrival of a request to its first token. " + limit(limits.ttft())));
        cards.add(new Card("Time per output token", Show.number(option.performance().tpot().value() * 1e3), "ms", span(option.performance().tpot().times(1e3)),
                "Mean between two tokens of an answer: %s tokens a second for its reader. %s".formatted(Show.number(1 / option.performance().tpot().value()), limit(limits.tpot()))));
        cards.add(new Card("Served", Show.number(option.performance().requestsPerSecond().value()), "requests/s", span(option.performance().requestsPerSecond()),
                served(plan, option)));
        cards.add(new Card("Throughput of a card", Show.number(best.perCard().value()), "output tokens/s", span(best.perCard()),
                "Output tokens of all requests per second, shared among all cards, those for prompts too."));
        cards.add(power(option));
        if (option.bill().joulesPerToken().isPresent()) {
            cards.add(new Card("Energy of a token", Show.number(option.bill().joulesPerToken().getAsDouble()), "J", "",
                    "Power over output tokens per second; prompts are paid for by the answers."));
        }
        cards.add(price(best));
        return cards;
    }

    static String span(Interval interval) {
        return "90 %% interval %s to %s".formatted(Show.number(interval.low()), Show.number(interval.high()));
    }

    private static String deployment(Option option) {
        return switch (option.deployment()) {
            case Deployment.Aggregated d -> "%s replica%s of %s, each processing prompts and generating on the same ranks."
                    .formatted(Show.count(d.replicas()), d.replicas() == 1 ? "" : "s", d.layout());
            case Deployment.Disaggregated d -> "%s prefill replica%s of %s and %s decode replica%s of %s.".formatted(Show.count(d.prefillReplicas()),
                    d.prefillReplicas() == 1 ? "" : "s", d.prefill(), Show.count(d.decodeReplicas()), d.decodeReplicas() == 1 ? "" : "s", d.decode());
        };
    }

    private static String limit(double seconds) {
        return Double.isInfinite(seconds) ? "No limit was set." : "The limit is %s.".formatted(Show.seconds(seconds));
    }

    private static String served(Plan plan, Option option) {
        String capacity = "Within the limits it could serve %s (%s to %s) requests/s.".formatted(Show.number(option.capacity().value()),
                Show.number(option.capacity().low()), Show.number(option.capacity().high()));
        return plan.scenario().demand().load() instanceof Load.Rate rate && option.capacity().low() < rate.perSecond()
                ? capacity + " At the slow end the rate needs about %s cards.".formatted(Show.count((long) Math.ceil(option.chips() * rate.perSecond() / option.capacity().low())))
                : capacity;
    }

    private static Card power(Option option) {
        return option.bill().watts().isPresent()
                ? new Card("Power", Show.number(option.bill().watts().getAsDouble() / 1e3), "kW", "", "At full load; " + option.bill().wattsBasis() + ".")
                : new Card("Power", "unknown", "", "", "Not estimated: " + option.bill().wattsBasis() + ".");
    }

    private static Card price(BestOfPod best) {
        String prices = BillText.of(best.pod().target().pod(), best.pod().site().chip(), best.option()) + ".";
        if (best.option().bill().dollarsPerMillionTokens().isPresent()) {
            return new Card("Rent", Show.number(best.option().bill().dollarsPerMillionTokens().getAsDouble()), "USD per million output tokens", "", prices);
        }
        return BillText.total(best.pod().target().pod(), best.pod().site().chip(), best.option().chips(), best.option().bill()).map(total -> new Card("Price", total.amount(), total.currency(), "", prices))
                .orElse(new Card("Price", "unknown", "", "", prices));
    }
}
