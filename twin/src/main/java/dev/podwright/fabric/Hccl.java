package dev.podwright.fabric;

import dev.podwright.catalog.Wiring;
import dev.podwright.network.collective.Algorithm;
import dev.podwright.network.collective.Direct;
import dev.podwright.network.collective.DoubleRing;
import dev.podwright.network.collective.HalvingDoubling;
import dev.podwright.network.collective.Hierarchical;
import dev.podwright.network.collective.Mesh;
import dev.podwright.network.collective.Nhr;
import dev.podwright.network.collective.Pipelined;
import dev.podwright.network.collective.Ring;
import dev.podwright.units.Spread;
import java.util.ArrayList;
import java.util.List;

/// What HCCL does, level by level: mirror-cann/hccl@e1a8dc9 docs/zh/user_guide/coll_algo_intro (cost of one step over n
/// bytes: alpha + n beta) and its selection rules. Inside a full mesh of links: mesh; on a package's die link and a switch together:
/// double ring; between servers ring at two, else NHR (the rule's winner, see [#between]); between superpods ring or recursive halving-doubling.
final class Hccl {
    /// HCCL's sweeps add latency and bytes; no ramp helps.
    static final double RAMP = 1;
    /// Vector-core kernels serve an all-reduce up to 4 MB and an all-gather up to 0.6 MB per rank inside a server (step-ups
    /// in measured A3 sweeps); over several servers 64 KiB per rank (yzh1703456/cann-hccl coll_alg_operator, graph mode).
    private static final double SMALL_ALL_REDUCE = 4.2e6;
    private static final double SMALL_PER_RANK = 0.6e6;
    private static final double SMALL_PER_RANK_SERVERS = 64 * 1024 - 1;
    /// Fewest superpods at which a ring gives way whatever their number (HCCL_ALGO level2, mirror-cann/hccl).
    private static final int FEW_SUPERPODS = 8;

    /// Most ranks of one server (16 dies of an A3 node); a switch that joins more is used like several servers.
    private static final int SERVER = 16;

    private Hccl() {}

    static List<Candidate> candidates(Kind kind, Site site) {
        return switch (kind) {
            case ALL_REDUCE, ALL_GATHER, REDUCE_SCATTER -> ringLike(kind, site);
            case ALL_TO_ALL -> List.of(pairwise(site));
            case BROADCAST -> List.of(staged(Kind.BROADCAST, site, Variant.BASE, false, Candidate.NO_LIMIT));
            case POINT_TO_POINT, DISPATCH, COMBINE -> throw new IllegalArgumentException("Not a group operation of the library: " + kind);
        };
    }

    /// Short messages may take the vector-core kernels. Meshed servers pipeline long ones; the open selector's limits for that (32 KiB to 2 MiB,
    /// by link and product) stand near the crossing of both forms, so the smaller time is taken.
    private static List<Candidate> ringLike(Kind kind, Site site) {
        List<Candidate> found = new ArrayList<>();
        boolean meshed = site.spans().getFirst().wiring() == Wiring.FULL_MESH && !site.oneNode();
        found.add(staged(kind, site, Variant.BASE, meshed && kind != Kind.ALL_REDUCE, Candidate.NO_LIMIT));
        if (meshed) {
            found.add(pipelined(kind, site));
        }
        if (site.tunings().find(kind, Variant.SMALL).isPresent()) {
            found.add(staged(kind, site, Variant.SMALL, false, smallLimit(kind, site)));
        }
        return found;
    }

    /// Bytes from which vector-core kernels no longer serve; zero where one kind of kernel serves all sizes.
    static double smallLimit(Kind kind, Site site) {
        return switch (kind) {
            case ALL_REDUCE -> SMALL_ALL_REDUCE;
            case ALL_GATHER, REDUCE_SCATTER -> site.ranks() * (servers(site) == 1 ? SMALL_PER_RANK : SMALL_PER_RANK_SERVERS);
            case ALL_TO_ALL, BROADCAST, POINT_TO_POINT, DISPATCH, COMBINE -> 0;
        };
    }

    /// One stage per level. Reduce-scatter inwards and all-gather outwards pass shrinking shards; `whole`: the mesh
    /// executors gather the server first and then send the server's whole part over every rank's own port.
    private static Candidate staged(Kind kind, Site site, String variant, boolean whole, double below) {
        Tuning inside = site.tunings().of(kind, variant);
        Tuning network = site.tunings().of(kind, Variant.NETWORK);
        int passes = kind == Kind.ALL_REDUCE || kind == Kind.BROADCAST ? 2 : 1;
        double latency = inside.launch() + (site.oneNode() ? 0 : network.launch());
        double perByte = 0;
        double worst = 0;
        String limit = "";
        StringBuilder names = new StringBuilder();
        List<Stage> stages = stages(site);
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            Tuning tuning = stage.network ? network : inside;
            double m = stage.fan;
            double share = (m - 1) / m / (whole ? whole(site, stages, i) : stage.inside);
            double seconds = passes * share / (stage.reached(tuning));
            perByte += seconds;
            latency += passes * stage.steps(i) * stage.step(i, tuning);
            names.append(names.isEmpty() ? "" : " + ").append(stage.algorithm(i));
            if (seconds > worst) {
                worst = seconds;
                limit = stage.name;
            }
        }
        return new Candidate(latency, perByte, RAMP, algorithm(site, stages, whole), below, spread(site, inside, network), names + ", limit " + limit + ", "
                + (site.oneNode() ? inside : network).origin());
    }

    /// What divides the bytes of a stage when each level passes on all that the inner ones gathered.
    private static double whole(Site site, List<Stage> stages, int at) {
        double groups = 1;
        for (int i = at + 1; i < stages.size(); i++) {
            groups *= stages.get(i).fan;
        }
        return at == stages.size() - 1 ? 1 : groups;
    }

    /// Ring between servers while the mesh spreads what has come in: `(p2-1) max(s b2/p + a2, s b1/p + a1) + s b1/p + a1`.
    private static Candidate pipelined(Kind kind, Site site) {
        Tuning inside = site.tunings().of(kind, Variant.BASE);
        Tuning network = site.tunings().of(kind, Variant.NETWORK);
        int passes = kind == Kind.ALL_REDUCE ? 2 : 1;
        List<Stage> stages = stages(site);
        Stage mesh = stages.getFirst();
        Stage outer = stages.getLast();
        double p = site.ranks();
        int m = (site.ranks() + mesh.fan - 1) / mesh.fan;
        double link = (mesh.fan - 1) / mesh.reached(inside);
        double between = 1 / outer.reached(network);
        double perByte = passes * (Math.max(link, between) * (m - 1) + link) / p;
        double latency = inside.launch() + network.launch()
                + passes * (Math.max(outer.step(1, network), mesh.step(0, inside)) * (m - 1) + mesh.step(0, inside));
        return new Candidate(latency, perByte, RAMP, pipeline(site, mesh.fan), Candidate.NO_LIMIT, spread(site, inside, network),
                "mesh pipelined with ring, limit " + (link > between ? mesh.name : outer.name) + ", " + network.origin());
    }

    private static Algorithm pipeline(Site site, int inside) {
        return site.ranks() % inside == 0 ? new Pipelined(inside) : new Nhr();
    }

    /// Stage by stage; a group that does not fill its servers evenly is one ring of all, as HCCL falls back to.
    private static Algorithm algorithm(Site site, List<Stage> stages, boolean whole) {
        if (stages.stream().mapToInt(Stage::fan).reduce(1, Math::multiplyExact) != site.ranks()) {
            return new Nhr();
        }
        List<Hierarchical.Stage> built = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            built.add(new Hierarchical.Stage(stages.get(i).fan, stages.get(i).built(i)));
        }
        return built.size() == 1 ? built.getFirst().algorithm() : new Hierarchical(built, whole);
    }

    /// All pairs, one after another on a mesh (`(p-1) alpha`), in groups on a switched supernode.
    private static Candidate pairwise(Site site) {
        Tuning inside = site.tunings().of(Kind.ALL_TO_ALL, Variant.BASE);
        Tuning network = site.tunings().of(Kind.ALL_TO_ALL, Variant.NETWORK);
        double p = site.ranks();
        double worst = 0;
        String limit = "";
        double latency = inside.launch() + (site.oneNode() ? 0 : network.launch());
        List<Stage> stages = stages(site);
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            Tuning tuning = stage.network ? network : inside;
            double seconds = (p - stage.inside) / p / (stage.reached(tuning));
            latency += (stage.wiring == Wiring.FULL_MESH ? stage.fan - 1 : Site.log2(stage.fan)) * stage.step(i, tuning);
            if (seconds > worst) {
                worst = seconds;
                limit = stage.name;
            }
        }
        return new Candidate(latency, worst, RAMP, new Direct(), Candidate.NO_LIMIT, spread(site, inside, network), "pairwise, limit " + limit + ", "
                + (site.oneNode() ? inside : network).origin());
    }

    /// Levels as HCCL groups them: a die pair and the switch above it make one double ring.
    private record Stage(String name, Wiring wiring, int fan, int inside, double bandwidth, double latency, double efficiency, boolean network,
                         boolean superpods, boolean paired) {

        /// Bytes/s that collectives reach.
        double reached(Tuning tuning) {
            return bandwidth * (tuning.measured() || efficiency < 0 ? tuning.efficiency() : efficiency);
        }

        /// Steps of one pass. A mesh reaches every peer in one; a ring and the flags of a switched exchange take a step per peer.
        int steps(int position) {
            if (wiring == Wiring.FULL_MESH) {
                return 1;
            }
            return algorithm(position).endsWith("NHR") || algorithm(position).equals("RHD") ? Site.log2(fan) : fan - 1;
        }

        String algorithm(int position) {
            if (wiring == Wiring.FULL_MESH) {
                return "mesh";
            }
            if (position == 0) {
                return paired ? "double ring" : fan > SERVER ? "NHR" : "ring";
            }
            return superpods ? betweenSuperpods(fan) : between(fan);
        }

        /// What [#algorithm] names.
        Algorithm built(int position) {
            return switch (algorithm(position)) {
                case "mesh" -> new Mesh();
                case "double ring" -> new DoubleRing();
                case "ring" -> new Ring();
                case "NHR" -> new Nhr();
                case "RHD" -> new HalvingDoubling();
                default -> throw new IllegalStateException(algorithm(position));
            };
        }

        /// The innermost level's step is what was measured; further out a step takes at least the level's own latency.
        double step(int position, Tuning tuning) {
            if (position == 0 || network) {
                return tuning.measured() || latency < 0 ? tuning.step() : latency;
            }
            return Math.max(latency, tuning.step());
        }
    }

    private static List<Stage> stages(Site site) {
        List<Stage> stages = new ArrayList<>();
        List<Span> spans = site.spans();
        int next = 0;
        if (spans.size() > 1 && spans.get(0).wiring() == Wiring.DIE_PAIR && spans.get(1).wiring() == Wiring.SWITCH) {
            Span pair = spans.get(0);
            Span above = spans.get(1);
            stages.add(new Stage(above.name(), Wiring.SWITCH, pair.fan() * above.fan(), 1, 2 * Math.min(pair.bandwidth(), above.bandwidth()),
                    above.latency(), above.efficiency(), false, false, true));
            next = 2;
        }
        for (Span span : spans.subList(next, spans.size())) {
            boolean supernode = stages.size() > 1;
            stages.add(new Stage(span.name(), span.wiring(), span.fan(), span.inside(), span.bandwidth(), span.latency(), span.efficiency(),
                    span.network(), supernode && span.network(), false));
        }
        return stages;
    }

    private static int servers(Site site) {
        List<Stage> stages = stages(site);
        return (site.ranks() + stages.getFirst().fan - 1) / stages.getFirst().fan;
    }

    /// The open selector compares `2(m-1) 60 us`, `2 ceil(log2 m) 60 us` and halving-doubling at equal or more bytes, ties to the ring, then NHR.
    private static String between(int m) {
        return m == 2 ? "ring" : "NHR";
    }

    private static String betweenSuperpods(int m) {
        return m < FEW_SUPERPODS && Integer.bitCount(m) != 1 ? "ring" : "RHD";
    }

    private static Spread spread(Site site, Tuning inside, Tuning network) {
        return site.oneNode() ? inside.spread() : Nccl.wider(inside.spread(), network.spread());
    }
}
