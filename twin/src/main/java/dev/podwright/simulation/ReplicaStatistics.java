package dev.podwright.simulation;

/// What one replica did.
public final class ReplicaStatistics {
    private final Pool pool;
    private double busy;
    private double steps;
    private double decoded;
    private double promptTokens;
    private double outputTokens;
    private long finished;
    private long preemptions;
    private long peakBlocks;
    private int peakWaiting;

    ReplicaStatistics(Pool pool) {
        this.pool = pool;
    }

    void ran(Ran r) {
        busy += r.seconds();
        steps += r.steps();
        decoded += (double) r.steps() * r.decoding();
        promptTokens += r.promptTokens();
        peakBlocks = Math.max(peakBlocks, r.usedBlocks());
        peakWaiting = Math.max(peakWaiting, r.waiting());
    }

    void finished(Served r) {
        finished++;
        preemptions += r.preemptions();
        outputTokens += r.output();
    }

    public Pool pool() {
        return pool;
    }

    /// Seconds in which it ran.
    public double busySeconds() {
        return busy;
    }

    public double steps() {
        return steps;
    }

    /// Sequences that generated, on average over its steps.
    public double meanDecoding() {
        return steps == 0 ? 0 : decoded / steps;
    }

    /// Prompt tokens computed, those of requests that began anew counted again.
    public double promptTokens() {
        return promptTokens;
    }

    /// Of requests that it finished.
    public double outputTokens() {
        return outputTokens;
    }

    public long finished() {
        return finished;
    }

    /// How often requests that it finished gave up their blocks and began anew.
    public long preemptions() {
        return preemptions;
    }

    /// Share of its cache that requests held at the fullest moment.
    public double peakCacheUse() {
        return (double) peakBlocks / pool.blocks();
    }

    /// Requests in its queue at the worst moment.
    public int peakWaiting() {
        return peakWaiting;
    }
}
