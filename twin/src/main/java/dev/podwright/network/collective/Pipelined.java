package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.List;

/// Ring between servers while the mesh inside spreads what has come in (HCCL's pipeline, mirror-cann/hccl@e1a8dc9, docs/zh/user_guide/coll_algo_intro): of
/// m servers m-1 steps of both and one of the mesh alone.
///
/// @param inside ranks of one server
public record Pipelined(int inside) implements Algorithm {

    @Override
    public String label() {
        return "mesh pipelined with ring";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        if (Gather.ranks(groups) % inside != 0) {
            throw new IllegalArgumentException("Servers of %d do not make a group of %d.".formatted(inside, Gather.ranks(groups)));
        }
        return Gather.phases(this, operation, () -> gather(groups), null);
    }

    private List<Phase> gather(List<int[]> groups) {
        int p = Gather.ranks(groups);
        int servers = p / inside;
        Pattern spread = new Pattern.AllToAll(Hierarchical.blocks(groups, 1, inside), 1.0 / p);
        Phase mesh = new Phase("mesh", spread, 1);
        if (servers == 1) {
            return List.of(mesh);
        }
        Pattern ring = new Ring().phases(Operation.ALL_GATHER, Hierarchical.blocks(groups, inside, servers)).getFirst().scaled(1.0 / inside).pattern();
        return List.of(new Phase("mesh and ring", new Pattern.Together(List.of(ring, spread)), servers - 1), mesh);
    }
}
