package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.SimulationResult;
import dev.podwright.cost.Bill;
import dev.podwright.simulation.ClassStatistics;
import dev.podwright.simulation.Quantiles;
import dev.podwright.workload.Limits;
import java.util.ArrayList;
import java.util.List;

/// A simulated run in numbers, each with what it means.
final class RunHeadline {
    private RunHeadline() {}

    static List<Card> cards(SimulationResult r) {
        ClassStatistics all = r.all();
        List<Card> cards = new ArrayList<>();
        cards.add(new Card("Finished", Show.count(all.finished()), "of %s requests".formatted(Show.count(r.end().arrived())), "",
                "%s requests/s on average. Preempted %s times, given up %s.".formatted(Show.number(r.perSecond(all.finished())), Show.count(all.preemptions()),
                        Show.count(all.arrived() - all.finished() - all.unfinished()))));
        if (all.finished() > 0) {
            cards.add(duration("Time to first token", all.ttft(), r.limits().map(Limits::ttft).orElse(Double.POSITIVE_INFINITY)));
            cards.add(duration("Time per output token", all.tpot(), r.limits().map(Limits::tpot).orElse(Double.POSITIVE_INFINITY)));
            cards.add(new Card("Goodput", Show.number(r.perSecond(all.good())), "requests/s", "", "%s of the requests that finished kept both limits.".formatted(Show.percent(r.within(all)))));
        }
        cards.add(new Card("Throughput", Show.number(r.perSecond(all.outputTokens())), "output tokens/s", "",
                "%s a card; beside %s prompt tokens/s, of them %s from the prefix cache.".formatted(Show.number(r.perSecond(all.outputTokens()) / r.chips()),
                        Show.number(r.perSecond(all.inputTokens())), Show.percent(r.cached(all)))));
        cards.add(new Card("Replicas busy", Show.percent(r.utilisation()), "of the time", "", "%s sequences generated in a step on average; the fullest cache was %s full.".formatted(
                Show.number(r.statistics().meanDecoding()), Show.percent(r.replicas().all().stream().mapToDouble(p -> p.peakCacheUse()).max().orElse(0)))));
        Bill bill = r.bill();
        cards.add(r.joules().isEmpty() ? new Card("Energy", "unknown", "", "", "Not estimated: " + bill.wattsBasis() + ".")
                : new Card("Energy", Show.number(r.joules().getAsDouble() / Show.JOULES_PER_KWH), "kWh at most", bill.joulesPerToken().isPresent()
                        ? "%s J per output token".formatted(Show.number(bill.joulesPerToken().getAsDouble())) : "",
                        "%s kW throughout (%s); %s kWh while replicas ran.".formatted(Show.number(bill.watts().orElseThrow() / 1e3), bill.wattsBasis(),
                                Show.number(r.busyJoules().orElseThrow() / Show.JOULES_PER_KWH))));
        String prices = r.prices() + ".";
        cards.add(bill.dollarsPerMillionTokens().isPresent()
                ? new Card("Rent", Show.number(bill.dollarsPerMillionTokens().getAsDouble()), "USD per million output tokens", "%s USD per hour".formatted(
                        Show.number(bill.dollarsPerHour().orElseThrow())), prices)
                : r.total().map(total -> new Card("Price", total.amount(), total.currency(), "", prices)).orElse(new Card("Price", "unknown", "", "", prices)));
        return cards;
    }

    private static Card duration(String name, Quantiles q, double limit) {
        String[] median = Show.seconds(q.at(0.5)).split(" ");
        return new Card(name, median[0], median[1] + " at the median", "p90 %s, p99 %s, p99.9 %s".formatted(Show.seconds(q.at(0.9)), Show.seconds(q.at(0.99)), Show.seconds(q.at(0.999))),
                Double.isInfinite(limit) ? "Mean %s.".formatted(Show.seconds(q.mean())) : "Mean %s. The limit of a request is %s.".formatted(Show.seconds(q.mean()), Show.seconds(limit)));
    }
}
