package dev.podwright.plan;

import dev.podwright.document.InputException;
import dev.podwright.simulation.CachePaths;
import dev.podwright.simulation.Clients;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Router;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Pools of replicas that serve together, ready to be simulated: of one kind that does both, or some for prompts and some for generation.
public record ServingDeployment(List<Part> parts) {

    /// Replicas of one pool.
    public record Part(Pool.Role role, ServingSystem system) {}

    /// @throws InputException if the pools need more ranks of a pod than it has, or nothing joins their pods
    public ServingDeployment {
        parts = List.copyOf(parts);
        List<String> caches = parts.stream().map(p -> p.system().site().quantization().kv().name()).distinct().toList();
        if (caches.size() > 1) {
            throw new InputException("Pools keep caches of different precision: %s.".formatted(String.join(", ", caches)), "Give one that all their chips have, with --kv.");
        }
        Map<String, List<Part>> byPod = parts.stream().collect(Collectors.groupingBy(p -> p.system().site().pod().id()));
        for (List<Part> sharing : byPod.values()) {
            Site site = sharing.getFirst().system().site();
            long ranks = sharing.stream().mapToLong(p -> ranks(p.system())).sum();
            if (ranks > site.pod().ranks()) {
                throw new InputException("The pools need %,d ranks; %s has %,d.".formatted(ranks, site.pod().name(), site.pod().ranks()),
                        "Choose fewer replicas, smaller sizes or more --chips.");
            }
            if (byPod.size() > 1 && site.pod().levels().stream().noneMatch(l -> l.scaleOut())) {
                throw new InputException("%s has no scale-out level over which caches could reach another pod.".formatted(site.pod().name()),
                        "Put both pools into one pod, or choose pods with scale-out.");
            }
        }
    }

    /// Replicas that do both.
    public static ServingDeployment together(ServingSystem system) {
        return new ServingDeployment(List.of(new Part(Pool.Role.BOTH, system)));
    }

    private static long ranks(ServingSystem system) {
        return (long) system.layout().ranks() * system.replicas();
    }

    public boolean apart() {
        return parts.stream().anyMatch(p -> p.role() != Pool.Role.BOTH);
    }

    public int replicas() {
        return parts.stream().mapToInt(p -> p.system().replicas()).sum();
    }

    /// Cards as sold.
    public int chips() {
        return parts.stream().mapToInt(p -> p.system().chips()).sum();
    }

    /// Such as `4 x tp8`, or `P 2 x tp4 + D 1 x tp8`.
    public String label() {
        return parts.stream().map(p -> "%s%d x %s".formatted(switch (p.role()) {
            case BOTH -> "";
            case PREFILL -> "P ";
            case DECODE -> "D ";
        }, p.system().replicas(), p.system().layout().label())).collect(Collectors.joining(" + "));
    }

    public List<Pool> pools() {
        return parts.stream().map(p -> new Pool(p.role(), p.system().replicas(), p.system().rules(), p.system().times(), p.system().blocks())).toList();
    }

    /// How caches move, where prompts and generation are apart: over the level that joins the replicas.
    public Optional<Transfer> transfer(Transfer.Start start) {
        if (!apart()) {
            return Optional.empty();
        }
        ServingSystem first = parts.getFirst().system();
        long longest = parts.stream().mapToLong(p -> p.system().longest()).max().orElseThrow();
        double latency = parts.stream().mapToDouble(p -> CachePaths.latency(p.system().site().fabric(), distance(p.system()))).max().orElseThrow();
        List<Transfer.Port> ports = parts.stream().map(p -> port(p.system())).toList();
        String engine = parts.stream().filter(p -> p.role() == Pool.Role.DECODE).findFirst().orElseThrow().system().rules().name();
        return Optional.of(new Transfer(CachePaths.bytes(first.site().model(), first.site().quantization(), Math.toIntExact(longest)), ports, latency, start,
                Transfer.first(engine)));
    }

    /// @param router of requests; of prompts, where generation is apart
    /// @param second of generation
    public Setup setup(Router router, Router second, Transfer.Start start, Clients clients, long seed) {
        return new Setup(pools(), router, second, transfer(start), clients, false, seed);
    }

    private Transfer.Port port(ServingSystem system) {
        Site site = system.site();
        return CachePaths.port(site.model(), site.quantization(), system.layout(), site.rankChip(), site.fabric(), distance(system));
    }

    /// Ranks between sender and receiver: at least those of a replica; another pod is beyond all ranks of this one's scale-up fabric.
    private int distance(ServingSystem system) {
        if (parts.stream().map(p -> p.system().site().pod().id()).distinct().count() > 1) {
            return system.site().scaleUpRanks();
        }
        return Math.max(1, Math.min(system.layout().ranks(), system.site().pod().ranks() / 2));
    }
}
