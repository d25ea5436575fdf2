package dev.podwright.plan;

/// A deployment with more replicas.
///
/// @param prompts whether replicas that do prompts are added
/// @param generation whether replicas that generate are added
record Growth(Deployment from, boolean prompts, boolean generation) {

    /// So many more of each kind that grows.
    Deployment by(int more) {
        return switch (from) {
            case Deployment.Aggregated d -> new Deployment.Aggregated(d.layout(), d.replicas() + more);
            case Deployment.Disaggregated d -> new Deployment.Disaggregated(d.prefill(), d.prefillReplicas() + (prompts ? more : 0),
                    d.decode(), d.decodeReplicas() + (generation ? more : 0));
        };
    }

    /// How many more there may be: until the replicas are `times` as many, and as far as the pod has ranks.
    int most(int times, PodPlan pod) {
        int replicas = switch (from) {
            case Deployment.Aggregated d -> d.replicas();
            case Deployment.Disaggregated d -> Math.max(prompts ? d.prefillReplicas() : 0, generation ? d.decodeReplicas() : 0);
        };
        long wanted = (times - 1L) * replicas;
        if (pod.target().grows()) {
            return Math.toIntExact(Math.min(wanted, Integer.MAX_VALUE));
        }
        long each = by(1).ranks() - from.ranks();
        return Math.toIntExact(Math.clamp(pod.target().pod().ranks() - from.ranks(), 0, wanted * each) / each);
    }
}
