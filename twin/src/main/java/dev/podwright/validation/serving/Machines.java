package dev.podwright.validation.serving;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Library;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Wiring;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.simulation.CachePaths;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Transfer;
import dev.podwright.step.ExpertConduct;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The machines that points were measured on, as the catalogue knows them.
final class Machines {
    /// Share of memory that a measured deployment's cache had at least: it ran, so its engine was given more than the usual share where that does not do.
    private static final double LEAST_CACHE = 0.03;

    private final Catalog catalog;
    private final Calibration calibration;
    private final Map<String, Kernels> kernels = new ConcurrentHashMap<>();
    private final Map<String, Fabric> fabrics = new ConcurrentHashMap<>();
    private final Map<String, ServingStep> steps = new ConcurrentHashMap<>();

    Machines(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    /// The pod with room for a replica, copies of it joined where need be.
    ///
    /// @throws dev.podwright.document.InputException if the catalogue has no such chip or pod
    Pod pod(Point point, int ranks) {
        if (point.pod().isEmpty()) {
            return catalog.adHoc(point.chip(), Math.max(1, Math.ceilDiv(ranks, point.ranksPerChip())));
        }
        Pod pod = catalog.pod(point.pod());
        return pod.ranks() >= ranks ? pod : catalog.joined(pod, Math.ceilDiv(ranks, pod.ranksPerChip()));
    }

    Chip chip(Point point, ServingLayout layout) {
        return catalog.rankChip(pod(point, layout.ranks()));
    }

    /// Whether ranks of one replica reach each other over the network.
    boolean beyondScaleUp(Point point, ServingLayout layout) {
        Pod pod = pod(point, layout.ranks());
        return layout.ranks() > pod.levels().stream().filter(l -> !l.scaleOut()).mapToInt(Level::groups).reduce(1, Math::multiplyExact);
    }

    /// The steps of one replica.
    ServingStep step(Point point, ServingLayout layout, Speculation speculation, ExpertConduct conduct) {
        Pod pod = pod(point, layout.ranks());
        Chip chip = catalog.rankChip(pod);
        String key = String.join("|", point.engine().label(), point.model().id(), point.quantization().toString(), layout.toString(), speculation.toString(),
                conduct.toString(), pod.id(), String.valueOf(pod.ranks()));
        return steps.computeIfAbsent(key, _ -> new ServingStep(point.model(), point.quantization(), layout,
                kernels(point, chip),
                fabric(pod, chip), speculation, conduct));
    }

    /// Those of the engine's own library where they were measured, else what the product would choose.
    private Kernels kernels(Point point, Chip chip) {
        Optional<Library> library = EngineLibrary.of(new RowSite(point.chip(), point.pod(), point.model().id(), point.engine().label(), point.release(),
                point.quantization()));
        return kernels.computeIfAbsent(chip.id() + library, _ -> library.map(l -> Kernels.of(chip, catalog.chips(), calibration, l))
                .orElseGet(() -> Kernels.of(chip, catalog.chips(), calibration)));
    }

    /// Cards on PCIe pass each other's data directly or through the host, as the board has it, and the one board whose collectives were measured does
    /// the latter: servers of which nothing is said are taken as the published defaults have them.
    Fabric fabric(Pod pod, Chip chip) {
        boolean bridged = pod.levels().stream().anyMatch(level -> level.wiring() == Wiring.PCIE);
        return fabrics.computeIfAbsent(pod.id() + pod.ranks(),
                _ -> (bridged ? Fabric.of(pod, chip, List.of()) : Fabric.of(pod, chip, calibration)).inEngine());
    }

    /// Sequences of so many tokens that the cache of one attention group holds.
    double held(Point point, ServingLayout layout, EngineRules rules, double context) {
        Chip chip = chip(point, layout);
        MemoryBudget memory = MemoryBudget.of(point.model(), point.quantization(), layout, chip, rules.budget(), context);
        double capacity = chip.need(Figure.MEMORY_CAPACITY);
        return Math.max(LEAST_CACHE * capacity, rules.memory().bytes(memory, capacity)) / memory.cachePerSequence();
    }

    /// Blocks of the cache of one replica, over all its attention groups.
    long blocks(Point point, ServingLayout layout, EngineRules rules, double context) {
        return Math.max(1, (long) (held(point, layout, rules, context) * context / rules.blockTokens())) * layout.data();
    }

    /// How caches move from one pool to the other.
    Transfer transfer(Point point, PoolShape from, PoolShape to, int longest) {
        Pod pod = pod(point, from.ranks() + to.ranks());
        Chip chip = catalog.rankChip(pod);
        Fabric fabric = fabric(pod, chip);
        int apart = Math.max(1, Math.min(from.ranks(), pod.ranks() / 2));
        List<Transfer.Port> ports = Stream.of(from, to)
                .map(pool -> CachePaths.port(point.model(), point.quantization(), pool.layout(), chip, fabric, apart)).toList();
        return new Transfer(CachePaths.bytes(point.model(), point.quantization(), longest), ports, CachePaths.latency(fabric, apart), Transfer.Start.AFTER_PROMPT,
                Transfer.first(point.engine().label()));
    }
}
