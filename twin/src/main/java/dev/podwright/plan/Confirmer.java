package dev.podwright.plan;

import dev.podwright.document.InputException;
import dev.podwright.simulation.Clients;
import dev.podwright.simulation.Statistics;
import dev.podwright.trace.RequestSource;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Limits;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// Serves the requests of a plan one by one on its finalists: the plan's closed forms know the means of steady load, not bursts, queues
/// and shortage of cache.
///
/// @param requests the same ones each time, for replicas whose cache has blocks of so many tokens
/// @param clients who ask
/// @param limits class by class, that each request should keep to count as good
/// @param seed of all that is drawn
public record Confirmer(Demand demand, IntFunction<RequestSource> requests, Clients clients, List<Limits> limits, long seed) {
    /// A deployment that four times its replicas do not mend misses for another reason than their number.
    private static final int MOST_TIMES = 4;

    /// A finalist of a pod.
    private record Finalist(PodPlan pod, Option option) {}

    /// Confirms the best and the runners-up of every pod, each on a core of its own.
    public Map<Option, Confirmation> confirm(Plan plan) {
        List<Finalist> finalists = plan.pods().stream()
                .flatMap(pod -> Stream.concat(pod.best().stream(), pod.runnersUp().stream()).map(option -> new Finalist(pod, option))).toList();
        List<Confirmation> found = finalists.parallelStream().map(f -> confirm(f.pod, f.option)).toList();
        Map<Option, Confirmation> all = new IdentityHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            all.put(finalists.get(i).option, found.get(i));
        }
        return Collections.unmodifiableMap(all);
    }

    /// Confirms one deployment on a pod.
    public Confirmation confirm(PodPlan pod, Option option) {
        try {
            Trial trial = new Trial(pod.site(), option.deployment(), pod.site().engine(), this);
            Statistics first = trial.run(option.deployment());
            boolean holds = holds(first);
            return new Confirmation.Simulated(first, holds, holds ? Optional.empty() : larger(pod, option.deployment(), trial, first));
        } catch (InputException e) {
            return new Confirmation.Refused(e.getMessage());
        }
    }

    private boolean holds(Statistics s) {
        return s.all().unserved().isEmpty() && !late(s) && !slow(s);
    }

    private boolean late(Statistics s) {
        return s.all().ttft().mean() > demand.limits().ttft();
    }

    private boolean slow(Statistics s) {
        return s.all().tpot().mean() > demand.limits().tpot();
    }

    /// Adds replicas, twice as many each time, then halves the gap. Where prompts and generation are apart, first those that the missed limit
    /// points at, then both.
    private Optional<Confirmation.Larger> larger(PodPlan pod, Deployment deployment, Trial trial, Statistics first) {
        return switch (deployment) {
            case Deployment.Aggregated d -> larger(pod, trial, new Growth(d, true, true));
            case Deployment.Disaggregated d -> late(first) == slow(first) ? larger(pod, trial, new Growth(d, true, true))
                    : larger(pod, trial, new Growth(d, late(first), slow(first))).or(() -> larger(pod, trial, new Growth(d, true, true)));
        };
    }

    private Optional<Confirmation.Larger> larger(PodPlan pod, Trial trial, Growth growth) {
        int most = growth.most(MOST_TIMES, pod);
        int low = 0;
        int high = Math.min(1, most);
        while (high > low && !holds(trial.run(growth.by(high)))) {
            low = high;
            high = Math.min(2 * high, most);
        }
        if (high == low) {
            return Optional.empty();
        }
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (holds(trial.run(growth.by(middle)))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        Deployment enough = growth.by(high);
        return Optional.of(new Confirmation.Larger(enough, pod.site().chipsFor(enough.ranks())));
    }
}
