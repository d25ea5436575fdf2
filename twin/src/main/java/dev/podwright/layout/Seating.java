package dev.podwright.layout;

import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Which group of a layout lies on which levels of a pod: groups of more than one rank, innermost first.
///
/// @param order of the ranks, innermost first
public record Seating(String order, List<Seat> seats) {
    /// Attention groups, then pipeline stages, then replicas. No other order of a serving layout can be faster: attention groups meet in the
    /// exchange of experts alone, which takes a whole stage in any order, and tensor ranks wait for each other in every layer.
    private static final String SERVING = "tp-dp-pp";

    public Seating {
        seats = List.copyOf(seats);
    }

    public static Seating of(TrainingLayout layout, Fabric fabric) {
        List<Seat> seats = new ArrayList<>();
        boolean spread = layout.experts() * layout.expertTensor() > 1;
        add(seats, "tp", layout.tensorGroup(), fabric);
        add(seats, "cp", layout.contextGroup(), fabric);
        add(seats, "etp", layout.expertTensorGroup(), fabric);
        add(seats, "ep", layout.expertGroup(), fabric);
        // What gradients are summed over: parts of a sequence hold copies too.
        add(seats, layout.context() > 1 ? "cp x dp" : "dp", layout.dataGroup(), fabric);
        if (spread) {
            add(seats, "dp of experts", layout.expertDataGroup(), fabric);
        }
        add(seats, "pp", layout.pipelineGroup(), fabric);
        return new Seating(RankOrder.of(layout), seats);
    }

    public static Seating of(ServingLayout layout, Fabric fabric) {
        List<Seat> seats = new ArrayList<>();
        add(seats, "tp", layout.tensorGroup(), fabric);
        if (layout.data() > 1) {
            add(seats, "dp", layout.dataGroup(), fabric);
            add(seats, "ep", layout.expertGroup(), fabric);
        }
        add(seats, "pp", layout.pipelineGroup(), fabric);
        return new Seating(SERVING, seats);
    }

    private static void add(List<Seat> seats, String kind, Group group, Fabric fabric) {
        if (group.ranks() > 1) {
            seats.add(new Seat(kind, group, fabric.reach(group)));
        }
    }

    /// Such as `tp 8 inside ub-l1; ep 64 inside ub-l2; dp 6 over rdma`.
    public String words() {
        return seats.isEmpty() ? "one rank" : seats.stream().map(Seat::words).collect(Collectors.joining("; "));
    }
}
