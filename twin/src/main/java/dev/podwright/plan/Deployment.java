package dev.podwright.plan;

import dev.podwright.layout.ServingLayout;

/// How many replicas of which layout serve the demand.
public sealed interface Deployment {

    long ranks();

    String label();

    /// Deployments of one kind generate with the same layout in the same mode: small variations of one idea.
    String kind();

    record Aggregated(ServingLayout layout, int replicas) implements Deployment {
        @Override
        public long ranks() {
            return (long) layout.ranks() * replicas;
        }

        @Override
        public String label() {
            return "%d x %s".formatted(replicas, layout);
        }

        @Override
        public String kind() {
            return "aggregated " + layout;
        }
    }

    record Disaggregated(ServingLayout prefill, int prefillReplicas, ServingLayout decode, int decodeReplicas)
            implements Deployment {
        @Override
        public long ranks() {
            return (long) prefill.ranks() * prefillReplicas + (long) decode.ranks() * decodeReplicas;
        }

        @Override
        public String label() {
            return "P %d x %s + D %d x %s".formatted(prefillReplicas, prefill, decodeReplicas, decode);
        }

        @Override
        public String kind() {
            return "disaggregated " + decode;
        }
    }
}
