package dev.podwright.plan;

import dev.podwright.document.InputException;
import dev.podwright.model.Batch;
import dev.podwright.network.fault.Damage;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Transfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Of a deployment, the replicas that stand under the condition of their pods' fabrics. Replicas sit on consecutive ranks, each at a multiple of its size,
/// and go round ranks that are lost while the pod has others.
///
/// @param deployment what stands
/// @param strain what the condition costs it, for the first pod; empty on a fabric as built
public record Standing(ServingDeployment deployment, Optional<Strain> strain) {

    /// @throws InputException if of one pool no replica stands
    public static Standing of(ServingDeployment asked) {
        Optional<Damage> damage = asked.parts().getFirst().system().site().damage();
        if (damage.isEmpty()) {
            return new Standing(asked, Optional.empty());
        }
        Map<String, Integer> next = new HashMap<>();
        List<ServingDeployment.Part> parts = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ServingDeployment.Part part : asked.parts()) {
            ServingSystem system = part.system();
            int stand = placed(system, next);
            if (stand < 1) {
                throw new InputException("No replica of %s stands on %s under %s.".formatted(system.layout(), system.site().pod().name(), damage.get().condition().words()), "Fail less, or choose fewer ranks per replica.");
            }
            if (stand < system.replicas()) {
                notes.add("Of %,d replicas of %s, %,d stand: the pod has no other ranks for those on lost cards.".formatted(system.replicas(), system.layout().label(), stand));
            }
            parts.add(new ServingDeployment.Part(part.role(), new ServingSystem(system.site(), system.layout(), stand, system.rules(), system.longest())));
        }
        ServingDeployment standing = new ServingDeployment(parts);
        return new Standing(standing, Optional.of(new Strain(damage.get(), figures(asked, standing), notes)));
    }

    /// How many replicas find room, from the rank on that `next` holds for their pod.
    private static int placed(ServingSystem system, Map<String, Integer> next) {
        int size = system.layout().ranks() > Integer.MAX_VALUE ? Integer.MAX_VALUE : Math.toIntExact(system.layout().ranks());
        int[] nodes = system.site().damage().map(Damage::nodes).orElseGet(() -> new int[system.site().pod().ranks()]);
        int first = Math.ceilDiv(next.getOrDefault(system.site().pod().id(), 0), size) * size;
        int stand = 0;
        while (stand < system.replicas() && first + size <= nodes.length) {
            boolean whole = true;
            for (int rank = first; rank < first + size; rank++) {
                whole &= nodes[rank] != Damage.LOST;
            }
            stand += whole ? 1 : 0;
            first += size;
        }
        next.put(system.site().pod().id(), first);
        return stand;
    }

    private static List<Strain.Figure> figures(ServingDeployment asked, ServingDeployment standing) {
        List<Strain.Figure> figures = new ArrayList<>();
        figures.add(new Strain.Figure("replicas", Strain.Kind.COUNT, asked.replicas(), standing.replicas()));
        for (ServingDeployment.Part part : standing.parts()) {
            figures.add(step(part));
        }
        ServingDeployment built = new ServingDeployment(standing.parts().stream().map(p -> new ServingDeployment.Part(p.role(),
                new ServingSystem(p.system().site().asBuilt(), p.system().layout(), p.system().replicas(), p.system().rules(), p.system().longest()))).toList());
        Optional<Transfer> before = built.transfer(Transfer.Start.AFTER_PROMPT);
        Optional<Transfer> after = standing.transfer(Transfer.Start.AFTER_PROMPT);
        for (int port = 0; before.isPresent() && port < before.get().ports().size(); port++) {
            figures.add(new Strain.Figure("caches of %s".formatted(standing.parts().get(port).system().layout().label()), Strain.Kind.BYTES_PER_SECOND,
                    before.get().ports().get(port).bytesPerSecond(), after.orElseThrow().ports().get(port).bytesPerSecond()));
        }
        return figures;
    }

    /// The longest step of the pool: as many prompt tokens as the engine takes at once, else as many sequences as memory holds.
    private static Strain.Figure step(ServingDeployment.Part part) {
        ServingSystem system = part.system();
        double tokens = Math.min(system.rules().budget(), system.longest());
        double sequences = Math.max(1, Math.min(system.rules().mostSequences(), Math.floor(system.site().memory(system.layout(), system.rules().budget(), system.longest()).sequences())));
        boolean prompts = part.role() == Pool.Role.PREFILL;
        Batch batch = prompts ? Batch.prefill(1, tokens) : Batch.decode(sequences, system.longest());
        return new Strain.Figure("%s of %s, full".formatted(prompts ? "step of prompts" : "decode step", system.layout().label()), Strain.Kind.SECONDS,
                system.site().asBuilt().step(system.layout()).price(batch).seconds(), system.site().step(system.layout()).price(batch).seconds());
    }
}
