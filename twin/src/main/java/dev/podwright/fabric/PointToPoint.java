package dev.podwright.fabric;

import dev.podwright.network.collective.Message;
import java.util.List;

/// One message over the level that joins sender and receiver; of a full mesh it uses one link.
final class PointToPoint {
    private PointToPoint() {}

    static Plan plan(Span span, Tunings tunings) {
        Tuning tuning = tunings.of(Kind.POINT_TO_POINT, span.network() ? Variant.NETWORK : Variant.BASE);
        Tuning launch = tunings.of(Kind.POINT_TO_POINT, Variant.BASE);
        double latency = launch.launch() + (span.network() ? tuning.launch() : 0) + Site.step(span, tuning);
        double perByte = 1 / (span.bandwidth() * Site.efficiency(span, tuning));
        return new Plan(List.of(new Candidate(latency, perByte, 1, new Message(), Candidate.NO_LIMIT, tuning.spread(),
                "one message over " + span.name() + ", " + tuning.origin())), 1 / span.bandwidth());
    }
}
