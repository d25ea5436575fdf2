package dev.podwright.app.report;

import dev.podwright.layout.ServingLayout;
import dev.podwright.plan.Deployment;
import dev.podwright.plan.Option;
import dev.podwright.plan.Plan;
import dev.podwright.plan.PodPlan;
import dev.podwright.plan.Site;
import dev.podwright.serving.Batches;
import dev.podwright.step.Inventory;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;
import java.util.List;

/// The best deployment of a pod with what its steps consist of.
///
/// @param cards that throughput per card is counted on
/// @param decodeStep of the ranks that generate
/// @param prompt one step of the ranks that process prompts
/// @param tone its colour on the page
record BestOfPod(PodPlan pod, Option option, int cards, ServingLayout decode, ServingLayout prefill, Inventory decodeStep, Inventory prompt,
                 Lengths lengths, Tone tone) {

    /// Of all pods on which something meets the demand.
    static List<BestOfPod> of(Plan plan) {
        return plan.pods().stream().flatMap(pod -> pod.best().stream().map(option -> of(plan, pod, option))).toList();
    }

    private static BestOfPod of(Plan plan, PodPlan pod, Option option) {
        Lengths lengths = plan.scenario().demand().lengths();
        Site site = pod.site();
        ServingLayout decode = switch (option.deployment()) {
            case Deployment.Aggregated d -> d.layout();
            case Deployment.Disaggregated d -> d.decode();
        };
        ServingLayout prefill = switch (option.deployment()) {
            case Deployment.Aggregated d -> d.layout();
            case Deployment.Disaggregated d -> d.prefill();
        };
        return new BestOfPod(pod, option, plan.cards(pod, option), decode, prefill,
                site.step(decode).inventory(Batches.decode(plan.scenario().demand().requests(), site.speculation(), option.decoding())),
                site.step(prefill).inventory(Batches.prompt(lengths)), lengths, Tone.series(plan.pods().indexOf(pod)));
    }

    /// Its id, which is shorter than its name.
    String id() {
        return pod.target().pod().id();
    }

    String name() {
        return pod.target().pod().name() + (announced() && !pod.target().pod().name().contains("(") ? " (announced)" : "");
    }

    boolean announced() {
        return pod.site().rankChip().announced();
    }

    /// Output tokens per second and card.
    Interval perCard() {
        return option.performance().requestsPerSecond().times(lengths.output() / cards);
    }
}
