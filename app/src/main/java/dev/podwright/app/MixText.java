package dev.podwright.app;

import dev.podwright.serving.ClassPerformance;
import dev.podwright.serving.Performance;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Images;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.util.ArrayList;
import java.util.List;

/// The kinds of requests of a plan as text: what is asked, and what each kind gets.
final class MixText {
    private MixText() {}

    /// The requests of a scenario in words.
    static String question(RequestMix requests) {
        String tokens = tokens(requests.lengths());
        if (!requests.single()) {
            return "a mix of %d workloads, %s on average".formatted(requests.classes().size(), tokens);
        }
        RequestClass only = requests.classes().getFirst();
        String pictured = only.images().any() ? tokens + ", " + images(only.images()) : tokens;
        return named(requests) ? only.name() + ", " + pictured : pictured;
    }

    private static String tokens(Lengths lengths) {
        return "%s tokens in%s, %s out".formatted(Show.number(lengths.input()),
                lengths.cached() > 0 ? " (" + Show.number(lengths.cached()) + " cached)" : "", Show.number(lengths.output()));
    }

    private static String images(Images images) {
        return "%s images of %d x %d counted in".formatted(Show.number(images.perRequest()), images.wide(), images.high());
    }

    /// Whether there is more to say than lengths.
    private static boolean named(RequestMix requests) {
        return !requests.single() || !requests.classes().getFirst().name().equals(RequestClass.PLAIN);
    }

    /// What each kind of requests gets and what all of them together are, in lines; none for plain lengths.
    static List<String> answer(Demand demand, Performance performance) {
        List<String> lines = new ArrayList<>();
        if (!named(demand.requests())) {
            return lines;
        }
        lines.addAll(table(demand.requests(), performance).toString().lines().toList());
        lines.add("serves %s requests at once (as many users, if none pauses), %s requests/s: %s tokens/s in, %s tokens/s out".formatted(Show.number(performance.inFlight()),
                Show.number(performance.requestsPerSecond().value()), Show.number(perSecond(performance, demand.lengths().input())),
                Show.number(perSecond(performance, demand.lengths().output()))));
        performance.classes().stream().filter(c -> c.ttft().value() > demand.limits().ttft()).forEach(late -> lines.add(
                "%s waits longer than the TTFT limit, which is on the mean over all requests".formatted(late.requests().name())));
        return lines;
    }

    private static Table table(RequestMix requests, Performance performance) {
        Table table = new Table("workload", "requests/s", "tokens in", "cached", "out", "images", "TTFT ms", "TPOT ms", "end to end s", "at once",
                "out tok/s", "time %");
        for (ClassPerformance c : performance.classes()) {
            Lengths lengths = c.requests().lengths();
            double rate = performance.requestsPerSecond(c).value();
            table.row(c.requests().name(), Show.number(rate), Show.number(lengths.input()), Show.number(lengths.cached()), Show.number(lengths.output()),
                    Show.number(c.requests().images().perRequest()), Show.interval(c.ttft().times(1e3)), Show.number(performance.tpot().value() * 1e3),
                    Show.interval(performance.endToEnd(c)), Show.number(performance.inFlight(c)), Show.number(rate * lengths.output()),
                    Show.number(100 * c.timeShare()));
        }
        requests.unserved().forEach(name -> table.row(name, "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"));
        return table;
    }

    private static double perSecond(Performance performance, double tokens) {
        return performance.requestsPerSecond().value() * tokens;
    }
}
