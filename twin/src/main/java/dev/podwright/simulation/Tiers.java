package dev.podwright.simulation;

import java.util.List;

/// Where prefixes of prompts are kept beyond the chips' memory, the nearest first.
///
/// @param hidden whether a step computes while it loads, layer by layer, and takes the longer of both (SGLang's HiCache,
///     docs.sglang.io hicache_design); otherwise it loads before (LMCache without layer-wise loading)
public record Tiers(List<Tier> tiers, boolean hidden) {

    /// The chips' memory only.
    public static final Tiers NONE = new Tiers(List.of(), true);

    /// One place. What the tier before it gives up comes here; what is found here stays, and is loaded by whoever wants it.
    ///
    /// @param name such as `host`
    /// @param shared whether all replicas see one place (CloudMatrix's EMS, arXiv 2506.12708, section 4.4; Mooncake's store) or each has its own
    /// @param blocks of the size that the engine's cache has
    /// @param secondsPerToken a replica loads them in
    /// @param latency seconds before the first comes
    /// @param through whether prompts are written here as soon as they are computed (HiCache `write_through`, EMS), not only when given up
    public record Tier(String name, boolean shared, long blocks, double secondsPerToken, double latency, boolean through) {
        public Tier {
            if (blocks < 1 || !(secondsPerToken >= 0) || !(latency >= 0)) {
                throw new IllegalArgumentException("Tier %s: %d blocks, %s s per token, %s s.".formatted(name, blocks, secondsPerToken, latency));
            }
        }
    }

    /// What a tier did in a run.
    ///
    /// @param hitTokens prompt tokens loaded from it
    /// @param seconds that loading took, hidden or not
    /// @param written segments written to it
    public record Use(String name, double hitTokens, double seconds, long written) {}

    public Tiers {
        tiers = List.copyOf(tiers);
    }
}
