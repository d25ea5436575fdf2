package dev.podwright.serving;

import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;

/// A replica that only processes prompts and hands their caches to a decode pool.
public final class PrefillReplica {
    /// Above this utilisation the mean wait exceeds 4.5 services (M/D/1) and grows without bound; planners leave it.
    public static final double HIGHEST_UTILISATION = 0.9;

    private final Prompts prompts;
    private final int stages;

    public PrefillReplica(ServingStep step, Lengths lengths) {
        this.prompts = new Prompts(step, lengths);
        this.stages = step.layout().pipeline();
    }

    /// Prompts whose caches a rank holds while the pool is busy: a full step's worth in every pipeline stage.
    public double promptsInside() {
        return prompts.sharing() * stages;
    }

    public Cost prefill() {
        return prompts.alone();
    }

    /// Highest utilisation at which wait and prompt together stay within `limit` seconds; 0 when the prompt alone
    /// does not.
    public double utilisation(double limit) {
        double slack = limit - prompts.alone().seconds();
        return slack > 0 ? Queue.utilisation(slack, light(), heavy(), HIGHEST_UTILISATION) : 0;
    }

    /// Mean seconds from arrival to the end of the prompt.
    public Interval latency(double utilisation) {
        double waits = Queue.wait(utilisation, light(), heavy());
        Interval own = prompts.alone().interval();
        return own.times((prompts.alone().seconds() + waits) / prompts.alone().seconds());
    }

    /// Prompts per second.
    public Interval rate(double utilisation) {
        Cost work = prompts.work();
        return work.interval().times(work.times()).under(utilisation);
    }

    private double light() {
        return prompts.alone().seconds() / stages;
    }

    private double heavy() {
        return prompts.shared().seconds() / stages;
    }
}
