package dev.podwright.app;

import dev.podwright.simulation.ClassStatistics;
import dev.podwright.simulation.Quantiles;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What the requests of one class, or all, got, as JSON.
final class SimulationClassJson {
    private static final double MILLI = 1e3;

    private SimulationClassJson() {}

    static Map<String, Object> of(ClassStatistics c, SimulationResult r) {
        Map<String, Object> unserved = new LinkedHashMap<>();
        c.unserved().forEach((reason, count) -> unserved.put(reason.name().toLowerCase(Locale.ROOT), count));
        return Fields.ordered("arrived", c.arrived(), "finished", c.finished(), "unfinished", c.unfinished(), "unserved", unserved, "preemptions", c.preemptions(), "retries", c.retries(),
                "input_tokens", c.inputTokens(), "cached_tokens", c.cachedTokens(), "output_tokens", c.outputTokens(),
                "requests_per_s", r.perSecond(c.finished()), "output_tokens_per_s", r.perSecond(c.outputTokens()), "input_tokens_per_s", r.perSecond(c.inputTokens()),
                "cached_share", r.cached(c), "goodput_requests_per_s", r.perSecond(c.good()), "within_limits", r.within(c),
                "ttft_ms", quantiles(c.ttft()), "tpot_ms", quantiles(c.tpot()), "end_to_end_ms", quantiles(c.endToEnd()), "queueing_ms", quantiles(c.queueing()));
    }

    /// Null where nothing was measured.
    static Map<String, Object> quantiles(Quantiles q) {
        return q.count() == 0 ? null : Fields.ordered("mean", MILLI * q.mean(), "p50", MILLI * q.at(0.5), "p90", MILLI * q.at(0.9), "p95", MILLI * q.at(0.95), "p99", MILLI * q.at(0.99),
                "p99.9", MILLI * q.at(0.999), "max", MILLI * q.max());
    }
}
