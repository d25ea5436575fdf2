package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.plan.Option;
import dev.podwright.workload.Demand;
import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.util.ArrayList;
import java.util.List;

/// What each kind of request gets of a deployment.
final class RequestKinds {
    private RequestKinds() {}

    /// A table, and who waits too long; nothing for plain lengths.
    static List<Block> of(Demand demand, Option option) {
        RequestMix requests = demand.requests();
        if (requests.single() && requests.classes().getFirst().name().equals(RequestClass.PLAIN)) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        option.performance().classes().forEach(c -> rows.add(List.of(c.requests().name(), Show.number(option.performance().requestsPerSecond(c).value()),
                Data.counted(c.requests().lengths().input()), Data.counted(c.requests().lengths().cached()), Data.counted(c.requests().lengths().output()),
                Data.counted(c.requests().images().perRequest()), Show.interval(c.ttft().times(1e3)), Show.interval(option.performance().endToEnd(c)),
                Show.percent(c.timeShare()))));
        requests.unserved().forEach(name -> rows.add(List.of(name, "not served", "-", "-", "-", "-", "-", "-", "-")));
        List<String> late = option.performance().classes().stream().filter(c -> c.ttft().value() > demand.limits().ttft())
                .map(c -> c.requests().name() + " waits longer than the TTFT limit, which is on the mean over all requests.").toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Rows(new Table("By kind of request, with 90 % intervals",
                List.of("kind", "requests/s", "tokens in", "cached", "out", "images", "TTFT ms", "end to end s", "share of the time"), rows)));
        if (!late.isEmpty()) {
            blocks.add(new Block.Points(late));
        }
        return List.of(new Block.Part("What each kind of request gets", blocks));
    }
}
