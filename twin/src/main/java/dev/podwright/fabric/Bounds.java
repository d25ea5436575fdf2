package dev.podwright.fabric;

import dev.podwright.catalog.Wiring;
import java.util.List;

/// The least seconds per byte that any algorithm needs: what must leave a domain over the ports it has, at full rate and with no
/// latency.
final class Bounds {
    private Bounds() {}

    static double perByte(Kind kind, Site site) {
        List<Span> spans = site.spans();
        double p = site.ranks();
        double ports = spans.stream().mapToDouble(Span::bandwidth).sum();
        double hops = kind == Kind.ALL_TO_ALL && spans.size() == 1 ? spans.getFirst().hops() : 1;
        double bound = rank(kind, p, site.inSwitch()) * hops / ports;
        for (int level = 1; level < spans.size(); level++) {
            bound = Math.max(bound, domain(kind, p, spans.get(level).inside()) / leaving(spans, level));
        }
        return bound;
    }

    /// Bytes/s at which a rank can send out of the blocks that `level` joins. Outer meshes have links of their own, which lead out as well; what else lies further
    /// out is reached through this level.
    static double leaving(List<Span> spans, int level) {
        return spans.get(level).bandwidth()
                + spans.subList(level + 1, spans.size()).stream().filter(s -> s.wiring() == Wiring.FULL_MESH).mapToDouble(Span::bandwidth).sum();
    }

    /// Parts of the bytes that one rank sends or receives.
    private static double rank(Kind kind, double p, boolean inSwitch) {
        return switch (kind) {
            case ALL_REDUCE -> inSwitch ? 1 : 2 * (p - 1) / p;
            case ALL_GATHER, REDUCE_SCATTER, ALL_TO_ALL -> (p - 1) / p;
            case BROADCAST, POINT_TO_POINT, DISPATCH, COMBINE -> 1;
        };
    }

    /// Parts that `k` ranks inside a domain must exchange with those outside, per rank.
    private static double domain(Kind kind, double p, double k) {
        return switch (kind) {
            case ALL_REDUCE -> 2 * (p - k) / (p * k);
            case ALL_GATHER, REDUCE_SCATTER -> (p - k) / (p * k);
            case ALL_TO_ALL -> (p - k) / p;
            case BROADCAST -> 1 / k;
            case POINT_TO_POINT, DISPATCH, COMBINE -> 1;
        };
    }
}
