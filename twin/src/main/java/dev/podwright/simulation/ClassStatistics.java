package dev.podwright.simulation;

import java.util.EnumMap;
import java.util.Map;

/// What the requests of one class, or all, got.
public final class ClassStatistics {
    private final Quantiles ttft = new Quantiles();
    private final Quantiles tpot = new Quantiles();
    private final Quantiles endToEnd = new Quantiles();
    private final Quantiles queueing = new Quantiles();
    private long arrived;
    private long finished;
    private final Map<Unserved.Reason, Long> unserved = new EnumMap<>(Unserved.Reason.class);
    private long preemptions;
    private long retries;
    private long good;
    private double inputTokens;
    private double cachedTokens;
    private double outputTokens;

    void arrive() {
        arrived++;
    }

    void finish(Served r, boolean kept) {
        finished++;
        good += kept ? 1 : 0;
        preemptions += r.preemptions();
        retries += r.retries();
        inputTokens += r.input();
        cachedTokens += r.cached();
        outputTokens += r.output();
        ttft.add(r.ttft());
        queueing.add(r.began() - r.arrival());
        endToEnd.add(r.end() - r.arrival());
        if (r.output() > 1) {
            tpot.add(r.tpot());
        }
    }

    void giveUp(Unserved.Reason reason) {
        unserved.merge(reason, 1L, Long::sum);
    }

    /// From arrival to the first token.
    public Quantiles ttft() {
        return ttft;
    }

    /// Per token after the first, of each request with more than one.
    public Quantiles tpot() {
        return tpot;
    }

    /// From arrival to the last token.
    public Quantiles endToEnd() {
        return endToEnd;
    }

    /// From arrival until the prompt is first worked on.
    public Quantiles queueing() {
        return queueing;
    }

    public long finished() {
        return finished;
    }

    /// Requests that got no answer, by why; reasons of none are left out.
    public Map<Unserved.Reason, Long> unserved() {
        return unserved;
    }

    public long arrived() {
        return arrived;
    }

    /// Requests under way or waiting when the run was ended early; 0 of a whole run.
    public long unfinished() {
        return arrived - finished - unserved.values().stream().mapToLong(Long::longValue).sum();
    }

    /// How often requests began anew because a replica was lost.
    public long retries() {
        return retries;
    }

    /// How often requests gave up their blocks and began anew.
    public long preemptions() {
        return preemptions;
    }

    /// Finished requests within the limits.
    public long good() {
        return good;
    }

    public double inputTokens() {
        return inputTokens;
    }

    /// Prompt tokens found in the prefix cache.
    public double cachedTokens() {
        return cachedTokens;
    }

    public double outputTokens() {
        return outputTokens;
    }
}
