package dev.podwright.plan;

import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Reach;
import dev.podwright.layout.RankOrder;
import dev.podwright.layout.Seat;
import dev.podwright.layout.Seating;
import dev.podwright.layout.TrainingLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The orders of ranks that can make a difference on one pod: how many data-parallel copies stand inside the pipeline, so that its stages lie
/// together on an inner level, and the other copies around it. Safe for use by several threads.
final class Orders {
    private final Fabric fabric;
    private final List<Integer> domains;
    private final Map<TrainingLayout, List<TrainingLayout>> known = new ConcurrentHashMap<>();

    Orders(Pod pod, Fabric fabric) {
        this.fabric = fabric;
        this.domains = Space.domains(pod.levels());
    }

    /// `usual` in the other orders; of those that put every group on the same levels one, and none that is like the usual order.
    List<TrainingLayout> others(TrainingLayout usual) {
        if (usual.pipeline() == 1 || usual.data() == 1) {
            return List.of();
        }
        // Chunks of layers sit where their rank sits.
        return known.computeIfAbsent(usual, this::sought);
    }

    private List<TrainingLayout> sought(TrainingLayout usual) {
        Set<List<List<Reach>>> seen = new HashSet<>(List.of(reach(usual)));
        List<TrainingLayout> others = new ArrayList<>();
        int fewest = RankOrder.fewest(usual);
        for (int inside = fewest; inside < usual.data(); inside += fewest) {
            if (usual.data() % inside == 0) {
                TrainingLayout other = usual.inside(inside);
                if (even(other) && seen.add(reach(other))) {
                    others.add(other);
                }
            }
        }
        return others;
    }

    /// Whether every level holds whole blocks of stages and whole pipelines, or a block or a pipeline holds whole groups of the level: then all
    /// siblings of a group lie alike, which its price takes for granted.
    private boolean even(TrainingLayout layout) {
        long pipeline = (long) layout.block() * layout.pipeline();
        return domains.stream().allMatch(domain -> even(layout.block(), domain) && even(pipeline, domain));
    }

    private static boolean even(long one, long other) {
        return one % other == 0 || other % one == 0;
    }

    private List<List<Reach>> reach(TrainingLayout layout) {
        return Seating.of(layout, fabric).seats().stream().map(Seat::reach).toList();
    }
}
