package dev.podwright.fabric;

import dev.podwright.network.collective.Algorithm;
import dev.podwright.network.collective.ExpertDirect;
import dev.podwright.network.collective.ExpertTwoPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Dispatch and combine of experts. Bytes are those of all tokens of one rank, `tokens tokenBytes`, and the factors say
/// how often a token crosses a level when its `topk` experts lie anywhere with equal chance.
///
/// Normal mode (DeepEP, TensorRT-LLM): a token goes once to each rank that holds one of its experts, and over NICs once to each
/// node, whose NVLink spreads it (deepseek-ai/DeepEP README). Low-latency mode: once to each expert, without counting first.
final class ExpertExchange {
    /// Most tokens per rank for which low-latency kernels were measured; their buffers are laid out for so many beforehand.
    private static final double MOST_LOW_LATENCY_TOKENS = 1024;

    private ExpertExchange() {}

    static List<Candidate> candidates(Kind kind, int topk, double tokenBytes, Site site) {
        List<Candidate> found = new ArrayList<>();
        Tunings tunings = site.tunings();
        Optional<Tuning> lowLatency = tunings.find(kind, Variant.LOW_LATENCY);
        boolean normal = tunings.find(kind, Variant.BASE).isPresent();
        if (normal || lowLatency.isEmpty()) {
            found.add(candidate(kind, topk, site, "", tunings.of(kind, Variant.BASE), false, Candidate.NO_LIMIT));
        }
        // Where only the low-latency kernels are known, they stand for every size.
        double below = normal ? (MOST_LOW_LATENCY_TOKENS + 1) * tokenBytes : Candidate.NO_LIMIT;
        lowLatency.ifPresent(t -> found.add(candidate(kind, topk, site, Variant.LOW_LATENCY, t, true, below)));
        if (site.rackScale()) {
            site.tunings().find(kind, Variant.RACK).ifPresent(t -> found.add(candidate(kind, topk, site, Variant.RACK, t, false, Candidate.NO_LIMIT)));
        }
        return found;
    }

    private static Candidate candidate(Kind kind, int topk, Site site, String variant, Tuning inside, boolean perExpert, double below) {
        Tuning network = site.tunings().of(kind, variant + Variant.NETWORK);
        double worst = 0;
        String limit = "";
        for (Span span : site.spans()) {
            double copies = perExpert ? topk * leaving(site, span) : copies(topk, site, span);
            double seconds = copies * span.hops() / (span.bandwidth() * Site.efficiency(span, span.network() ? network : inside));
            if (seconds > worst) {
                worst = seconds;
                limit = span.name();
            }
        }
        double latency = inside.launch() + Site.log2(site.ranks()) * inside.step()
                + (site.oneNode() ? 0 : network.launch() + Site.log2(site.nodes()) * network.step());
        return new Candidate(latency, worst, Nccl.RAMP, algorithm(topk, site, perExpert), below,
                site.oneNode() ? inside.spread() : Nccl.wider(inside.spread(), network.spread()),
                (perExpert ? "once per expert" : site.oneNode() ? "once per rank" : "once per node, then per rank") + ", limit " + limit + ", "
                        + (site.oneNode() ? inside : network).origin());
    }

    private static Algorithm algorithm(int topk, Site site, boolean perExpert) {
        double p = site.ranks();
        if (perExpert) {
            return new ExpertDirect(topk * (p - 1) / p);
        }
        boolean even = site.ranks() % site.perNode() == 0;
        return site.oneNode() || !even ? new ExpertDirect(distinct(topk, p)) : new ExpertTwoPhase(site.perNode(), topk);
    }

    /// Seconds per byte that no exchange undercuts: a token must enter each rank, and each group of ranks, that needs it.
    static double bound(int topk, Site site) {
        double ports = site.spans().stream().mapToDouble(Span::bandwidth).sum();
        double bound = distinct(topk, site.ranks()) / ports;
        for (int level = 1; level < site.spans().size(); level++) {
            bound = Math.max(bound, distinct(topk, (double) site.ranks() / site.spans().get(level).inside()) / Bounds.leaving(site.spans(), level));
        }
        return bound;
    }

    private static double copies(int topk, Site site, Span span) {
        if (span.network()) {
            return distinct(topk, (double) site.ranks() / span.inside());
        }
        // Copies to every other rank that needs the token; those for other inner groups cross this level.
        double p = site.ranks();
        return distinct(topk, p) * leaving(site, span) * p / (p - 1);
    }

    private static double leaving(Site site, Span span) {
        double p = site.ranks();
        return (p - span.inside()) / p;
    }

    /// Expected groups, other than the sender's own, that hold at least one of `topk` experts, of `groups` alike.
    static double distinct(int topk, double groups) {
        return groups <= 1 ? 0 : (groups - 1) * (1 - Math.pow(1 - 1 / groups, topk));
    }
}
