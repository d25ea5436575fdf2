package dev.podwright.plan;

import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Quantity;
import dev.podwright.model.Parameters;
import dev.podwright.model.Split;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Tiers;
import java.util.Comparator;
import java.util.OptionalDouble;

/// Memory beyond the chips' own in which a deployment keeps prefixes of prompts.
public final class CacheTiers {
    /// Of a pod whose chips reach the memory of all its processors (CloudMatrix384's unified bus: arXiv 2506.12708, table 1): bytes/s and
    /// seconds of one rank.
    private static final String POOLED_BANDWIDTH = "npu_cpu_bandwidth";
    private static final String POOLED_LATENCY = "npu_cpu_512b_latency";

    private CacheTiers() {}

    /// Memory of the host beside each replica, over the host's bus. Every rank keeps its own share, as it does in the chip's memory.
    ///
    /// @param bytesPerRank of host memory
    /// @param bandwidth bytes/s of one rank; empty = the chip's link to its host
    public static Tiers.Tier host(ServingDeployment deployment, double bytesPerRank, OptionalDouble bandwidth) {
        ServingSystem system = slowest(deployment);
        double perToken = perRank(system);
        double rate = bandwidth.orElseGet(() -> system.site().rankChip().need(Figure.HOST_BANDWIDTH));
        return new Tiers.Tier("host", false, blocks(bytesPerRank / perToken * system.layout().data(), system), perToken / rate, 0, false);
    }

    /// One memory that all replicas reach; prompts are written to it as soon as they are computed, and kept once however many ranks hold them.
    ///
    /// @param bytes in all
    /// @param bandwidth bytes/s of one rank; empty = what the pod says of its chips and processors, else the chip's link to its host
    public static Tiers.Tier pooled(ServingDeployment deployment, double bytes, OptionalDouble bandwidth) {
        ServingSystem system = slowest(deployment);
        Pod pod = system.site().pod();
        double once = Parameters.kvBytesPerToken(system.site().model(), system.site().quantization(), Split.NONE, system.longest());
        double rate = bandwidth.orElseGet(() -> fact(pod, POOLED_BANDWIDTH).orElseGet(() -> system.site().rankChip().need(Figure.HOST_BANDWIDTH)));
        return new Tiers.Tier("pool", true, blocks(bytes / once, system), perRank(system) / rate, fact(pod, POOLED_LATENCY).orElse(0), true);
    }

    /// Of those that compute prompts, the one whose ranks hold most of a token: it loads longest.
    private static ServingSystem slowest(ServingDeployment deployment) {
        return deployment.parts().stream().filter(p -> p.role() != Pool.Role.DECODE).map(ServingDeployment.Part::system)
                .max(Comparator.comparingDouble(CacheTiers::perRank)).orElseThrow();
    }

    private static double perRank(ServingSystem system) {
        return system.site().memory(system.layout(), 1, system.longest()).cachePerSequence() / system.longest();
    }

    private static long blocks(double tokens, ServingSystem system) {
        return Math.max(1, (long) (tokens / system.rules().blockTokens()));
    }

    private static OptionalDouble fact(Pod pod, String name) {
        Quantity known = pod.facts().get(name);
        return known == null ? OptionalDouble.empty() : OptionalDouble.of(known.si());
    }
}
