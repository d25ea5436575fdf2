package dev.podwright.serving;

import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestMix;
import java.util.List;

/// A replica that only processes prompts and hands their caches to a decode pool.
public final class PrefillReplica {
    /// Above this utilisation the mean wait exceeds 4.5 services (M/D/1) and grows without bound; planners leave it.
    public static final double HIGHEST_UTILISATION = 0.9;

    private final Prompts prompts;
    private final int stages;

    public PrefillReplica(ServingStep step, RequestMix requests) {
        this.prompts = new Prompts(step, requests);
        this.stages = step.layout().pipeline();
    }

    /// All requests alike.
    public PrefillReplica(ServingStep step, Lengths lengths) {
        this(step, RequestMix.of(lengths));
    }

    /// Prompts whose caches a rank holds while the pool is busy: a full step's worth in every pipeline stage.
    public double promptsInside() {
        return prompts.sharing() * stages;
    }

    /// One prompt; of a mix, the mean over requests.
    public Cost prefill() {
        return prompts.alone();
    }

    /// Highest utilisation at which wait and prompt together stay within `limit` seconds in the mean over requests; 0 when the
    /// prompt alone does not.
    public double utilisation(double limit) {
        double slack = limit - prompts.alone().seconds();
        return slack > 0 ? Queue.utilisation(slack, prompts.value().light(), prompts.value().heavy(), HIGHEST_UTILISATION) : 0;
    }

    /// Mean seconds from arrival to the end of the prompt.
    public Interval latency(double utilisation) {
        return latency(prompts.alone(), utilisation);
    }

    /// The same of each class of requests, in the order of the demand.
    public List<Interval> latencies(double utilisation) {
        return prompts.classes().stream().map(c -> latency(c.alone(), utilisation)).toList();
    }

    private Interval latency(Cost alone, double utilisation) {
        double waits = Queue.wait(utilisation, prompts.value().light(), prompts.value().heavy());
        return alone.interval().times((alone.seconds() + waits) / alone.seconds());
    }

    /// Share of the pool's time that goes to each class of requests, in the order of the demand.
    public List<Double> shares() {
        return prompts.classes().stream().map(prompts::shareOfWork).toList();
    }

    /// Prompts per second.
    public Interval rate(double utilisation) {
        Cost work = prompts.work();
        return work.interval().times(work.times()).under(utilisation);
    }
}
