package dev.podwright.fabric;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.CollectiveFit;
import dev.podwright.calibration.ExchangeResiduals;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Wiring;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Damage;
import dev.podwright.network.topology.Wired;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Prices collectives on one pod: the group is placed on the pod's levels, the chip's library chooses among its algorithms, closed forms
/// give the time. A group and kind of collective is worked out once; each further price is a few multiplications.
///
/// All sibling groups of a group are taken to be busy with the same collective. Safe for use by several threads.
public final class Fabric {
    /// Families whose NVSwitch sums (third generation, with Hopper): NVIDIA/nccl@5067397 src/graph/tuning.cc gives NVLS no efficiency before.
    private static final Set<String> SUMMING_FAMILIES = Set.of("hopper", "blackwell", "rubin");

    /// On NVIDIA chips communication is done by kernels that hold multiprocessors: 20 of the 132 of an H800 (DeepSeek-V3, arXiv
    /// 2412.19437, section 3.2.2). Ascend and TPU chips have engines of their own for it.
    private static final double MULTIPROCESSORS_TAKEN = 20.0 / 132;
    private static final String GPU_VENDOR = "NVIDIA";

    /// Most chips that a server board joins by one switch; more is a rack.
    private static final int SERVER = 8;

    private final Placement placement;
    private final Tunings tunings;
    private final Library library;
    private final boolean inSwitch;
    private final boolean rackScale;
    private final boolean engine;
    private final double taken;
    private final List<String> pools;
    private final ExchangeResiduals residuals;
    private final Optional<Slowing> slowing;
    private final Map<Key, Plan> plans = new ConcurrentHashMap<>();

    /// Asked for with every price: hash and equality are written out, because the generated ones run through method handles, which a process
    /// of a few seconds hardly gets to compile.
    private record Key(Kind kind, Group group, int topk, double tokenBytes) {

        @Override
        public int hashCode() {
            int hash = kind.ordinal() * 31 + group.ranks();
            hash = hash * 31 + group.stride();
            hash = hash * 31 + group.run();
            hash = hash * 31 + topk;
            return hash * 31 + Double.hashCode(tokenBytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && kind == key.kind && group.ranks() == key.group.ranks() && group.stride() == key.group.stride()
                    && group.run() == key.group.run() && group.jump() == key.group.jump() && topk == key.topk && tokenBytes == key.tokenBytes;
        }
    }

    private Fabric(Placement placement, Tunings tunings, Library library, boolean inSwitch, boolean rackScale, boolean engine, double taken,
            List<String> pools, ExchangeResiduals residuals, Optional<Slowing> slowing) {
        this.placement = placement;
        this.tunings = tunings;
        this.library = library;
        this.inSwitch = inSwitch;
        this.rackScale = rackScale;
        this.engine = engine;
        this.taken = taken;
        this.pools = pools;
        this.residuals = residuals;
        this.slowing = slowing;
    }

    /// @param rankChip the chip that software addresses (the die, where packages have dies)
    /// @param fits what was measured; may be empty, then published defaults hold with a wide spread
    public static Fabric of(Pod pod, Chip rankChip, List<CollectiveFit> fits) {
        return of(pod, rankChip, fits, ExchangeResiduals.NONE);
    }

    private static Fabric of(Pod pod, Chip rankChip, List<CollectiveFit> fits, ExchangeResiduals residuals) {
        Library library = Library.of(rankChip);
        return new Fabric(new Placement(pod), new Tunings(rankChip, wiring(pod), library, fits), library,
                SUMMING_FAMILIES.contains(rankChip.family()), rackScale(pod), false, rankChip.vendor().equals(GPU_VENDOR) ? MULTIPROCESSORS_TAKEN : 0,
                pools(pod, rankChip), residuals, Optional.empty());
    }

    /// @param rankChip the chip that software addresses (the die, where packages have dies)
    public static Fabric of(Pod pod, Chip rankChip, Calibration calibration) {
        return of(pod, rankChip, calibration.collectives(), calibration.exchanges());
    }

    /// The same pod as a serving engine sees it under CUDA graphs: its own all-reduce kernels stand beside the library's.
    public Fabric inEngine() {
        return new Fabric(placement, tunings, library, inSwitch, rackScale, true, taken, pools, residuals, slowing);
    }

    /// The same prices on a network that is not as built: the wire time of a library's choice grows as that of its phases does on the links. The
    /// library chooses as on the sound network, as it does not see what happens to switches; a group takes as long as the slowest of its siblings.
    ///
    /// @param wired the pod as a network
    public Fabric under(Wired wired, Condition condition) {
        return under(Slowing.of(wired, condition));
    }

    /// The same for a job that sits on the ranks of a network that is not as built.
    public Fabric under(Damage damage) {
        return under(Slowing.of(damage));
    }

    /// The same prices on the network as built.
    public Fabric asBuilt() {
        return slowing.isEmpty() ? this : new Fabric(placement, tunings, library, inSwitch, rackScale, engine, taken, pools, residuals, Optional.empty());
    }

    Fabric under(Slowing other) {
        return new Fabric(placement, tunings, library, inSwitch, rackScale, engine, taken, pools, residuals, Optional.of(other));
    }

    /// Time of a collective.
    ///
    /// @throws dev.podwright.document.InputException if the pod has too few ranks and no scale-out level
    public Cost price(String name, Collective collective) {
        return plan(collective).price(name, collective.bytes());
    }

    /// Seconds only, for searches that price millions.
    public double seconds(Collective collective) {
        return plan(collective).seconds(collective.bytes());
    }

    /// Seconds that an execution grows by when communication of `alone` seconds runs beside computation of `behind` seconds: what does not
    /// find room, and what the computation loses to the kernels that communicate.
    public double exposed(double alone, double behind) {
        double hidden = Math.min(alone, behind);
        return alone - hidden + taken * hidden;
    }

    /// Bus bandwidth in bytes/s as nccl-tests counts it: bytes per second, times what each rank's port must pass per byte. Of an expert
    /// exchange, the bytes to other ranks that a token must reach. Zero for one rank.
    public double busBandwidth(Collective collective) {
        double seconds = plan(collective).seconds(collective.bytes());
        return seconds == 0 ? 0 : collective.bytes() / seconds * portShare(collective);
    }

    /// How the group lies on the levels, from the inside out.
    public List<Reach> reach(Group group) {
        return List.copyOf(placement.reach(group));
    }

    /// How many blocks of the next inner level each level joins for the group, from the inside out; one flat level if it does not fill them evenly.
    List<Integer> fans(Group group) {
        List<Integer> fans = placement.spans(group).stream().map(Span::fan).toList();
        return fans.stream().reduce(1, Math::multiplyExact) == group.ranks() ? fans : List.of(group.ranks());
    }

    /// Names under which [CollectiveFit]s serve this chip, nearest first: itself, its family, systems of its library wired alike. Fits of the
    /// latter two pool several chips.
    public static List<String> pools(Pod pod, Chip rankChip) {
        return List.of(rankChip.id(), Tunings.family(rankChip, wiring(pod)), Tunings.alike(Library.of(rankChip), wiring(pod)));
    }

    /// Of `fits`, the laws of the widest pools: what residuals are measured from.
    public static List<CollectiveFit> pooled(List<CollectiveFit> fits) {
        return Tunings.pooled(fits);
    }

    /// Whether the library keeps special kernels for messages this short, which are calibrated apart (`.small`).
    public boolean isShort(Collective collective) {
        return library == Library.HCCL && collective.bytes() < Hccl.smallLimit(key(collective).kind, site(collective.group()));
    }

    /// Whether the switches may sum this collective (`.nvls`).
    public boolean summedInSwitch(Collective collective) {
        return collective instanceof Collective.AllReduce && Nccl.mayBeSummed(site(collective.group()));
    }

    Plan plan(Collective collective) {
        Key key = key(collective);
        Plan known = plans.get(key);
        return known == null ? plans.computeIfAbsent(key, this::workOut) : known;
    }

    private Plan workOut(Key key) {
        Plan sound = soundPlan(key);
        return slowing.map(s -> sound.under(s.state(key.kind.operation(), key.group))).orElse(sound);
    }

    private Plan soundPlan(Key key) {
        if (key.group.ranks() == 1) {
            return Plan.ALONE;
        }
        return switch (key.kind) {
            case POINT_TO_POINT -> PointToPoint.plan(placement.farthestHop(key.group), tunings);
            case DISPATCH, COMBINE -> {
                Site site = site(key.group);
                yield new Plan(ExpertExchange.candidates(key.kind, key.topk, key.tokenBytes, site), ExpertExchange.bound(key.topk, site));
            }
            case ALL_REDUCE, ALL_GATHER, REDUCE_SCATTER, ALL_TO_ALL, BROADCAST -> library(key.kind, site(key.group));
        };
    }

    /// Inside a node measurements are kept as what they add to the law of the widest pool; over networks they hold for the network they were made on.
    private Plan library(Kind kind, Site placed) {
        boolean ownKernels = engine && kind == Kind.ALL_REDUCE;
        Residual residual = placed.oneNode() ? new Residual(residuals, Residual.names(pools, kind.label(), ownKernels, false), kind.label(), placed.ranks()) : Residual.NONE;
        Site site = residual.known() ? new Site(placed.ranks(), placed.spans(), tunings.pooled(), inSwitch, rackScale) : placed;
        List<Candidate> candidates = new ArrayList<>(switch (library) {
            case NCCL -> Nccl.candidates(kind, site);
            case HCCL -> Hccl.candidates(kind, site);
        });
        if (ownKernels) {
            candidates.addAll(EngineKernels.allReduce(site));
        }
        return new Plan(candidates, Bounds.perByte(kind, site), residual, UnaryOperator.identity());
    }

    private Site site(Group group) {
        return new Site(group.ranks(), placement.spans(group), tunings, inSwitch, rackScale);
    }

    private static Key key(Collective collective) {
        return switch (collective) {
            case Collective.AllReduce c -> new Key(Kind.ALL_REDUCE, c.group(), 0, 0);
            case Collective.AllGather c -> new Key(Kind.ALL_GATHER, c.group(), 0, 0);
            case Collective.ReduceScatter c -> new Key(Kind.REDUCE_SCATTER, c.group(), 0, 0);
            case Collective.AllToAll c -> new Key(Kind.ALL_TO_ALL, c.group(), 0, 0);
            case Collective.Broadcast c -> new Key(Kind.BROADCAST, c.group(), 0, 0);
            case Collective.PointToPoint c -> new Key(Kind.POINT_TO_POINT, c.group(), 0, 0);
            case Collective.Dispatch c -> new Key(Kind.DISPATCH, c.group(), c.topk(), c.tokenBytes());
            case Collective.Combine c -> new Key(Kind.COMBINE, c.group(), c.topk(), c.tokenBytes());
        };
    }

    static double portShare(Collective collective) {
        double p = collective.group().ranks();
        return switch (collective) {
            case Collective.AllReduce _ -> 2 * (p - 1) / p;
            case Collective.AllGather _, Collective.ReduceScatter _, Collective.AllToAll _ -> (p - 1) / p;
            case Collective.Broadcast _, Collective.PointToPoint _ -> 1;
            case Collective.Dispatch c -> ExpertExchange.distinct(c.topk(), p);
            case Collective.Combine c -> ExpertExchange.distinct(c.topk(), p);
        };
    }

    private static boolean rackScale(Pod pod) {
        return pod.levels().stream().anyMatch(l -> l.wiring() == Wiring.SWITCH && !l.scaleOut() && l.groups() > SERVER);
    }

    /// The wiring of the innermost level that joins more than the dies of one package.
    static Wiring wiring(Pod pod) {
        return pod.levels().stream().filter(l -> l.groups() > 1).map(Level::wiring).filter(w -> w != Wiring.DIE_PAIR).findFirst()
                .orElse(Wiring.SWITCH);
    }
}
