package dev.podwright.fabric;

import dev.podwright.catalog.Wiring;
import dev.podwright.network.collective.Algorithm;
import dev.podwright.network.collective.Mesh;
import dev.podwright.network.collective.OneShot;
import java.util.ArrayList;
import java.util.List;

/// All-reduce kernels of serving engines (vLLM, SGLang, TensorRT-LLM) under CUDA graphs: inside one node they undercut the library for
/// short messages. One shot: every rank reads every peer's whole buffer. Two shots: a reduce-scatter, then an all-gather, by direct reads.
final class EngineKernels {
    private EngineKernels() {}

    static List<Candidate> allReduce(Site site) {
        List<Candidate> found = new ArrayList<>();
        if (!site.oneNode() || site.spans().stream().anyMatch(s -> s.wiring() == Wiring.FAT_TREE)) {
            return found;
        }
        double p = site.ranks();
        add(found, site, Variant.ONE_SHOT, p - 1, new OneShot(), "one-shot kernel of the engine");
        add(found, site, Variant.TWO_SHOT, 2 * (p - 1) / p, new Mesh(), "two-shot kernel of the engine");
        return found;
    }

    private static void add(List<Candidate> found, Site site, String variant, double parts, Algorithm algorithm, String name) {
        Span span = site.spans().getFirst();
        site.tunings().find(Kind.ALL_REDUCE, variant).ifPresent(t -> found.add(new Candidate(
                t.launch() + (site.ranks() - 1) * t.step(), parts / (span.bandwidth() * t.efficiency()), Nccl.RAMP, algorithm, Candidate.NO_LIMIT,
                t.spread(), name + ", limit " + span.name() + ", " + t.origin())));
    }
}
