package dev.podwright.serving;

import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;

/// A replica that only processes prompts and hands their caches to a decode pool.
public final class PrefillReplica {
    /// Above this utilisation the mean wait exceeds 4.5 services (M/D/1) and grows without bound; planners leave it.
    public static final double HIGHEST_UTILISATION = 0.9;

    private final ServingStep step;
    private final Cost alone;
    private final Cost shared;
    private final Cost work;

    public PrefillReplica(ServingStep step, Lengths lengths) {
        this.step = step;
        Prompts prompts = new Prompts(step, lengths);
        this.alone = prompts.alone();
        this.shared = prompts.shared();
        this.work = prompts.work();
    }

    public ServingStep step() {
        return step;
    }

    public Cost prefill() {
        return alone;
    }

    /// Highest utilisation at which wait and prompt together stay within `limit` seconds; 0 when the prompt alone
    /// does not.
    public double utilisation(double limit) {
        double slack = limit - alone.seconds();
        if (!(slack > 0)) {
            return 0;
        }
        double allowed = Double.isInfinite(slack) ? 1 : Queue.utilisation(slack, shared.seconds());
        return Math.min(HIGHEST_UTILISATION, allowed);
    }

    /// Mean seconds from arrival to the end of the prompt.
    public Interval latency(double utilisation) {
        double value = alone.seconds() + Queue.wait(utilisation, shared.seconds());
        return alone.spread().around(value);
    }

    /// Prompts per second.
    public Interval rate(double utilisation) {
        return work.spread().around(work.total()).under(utilisation);
    }
}
