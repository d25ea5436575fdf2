package dev.podwright.plan;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Wiring;
import dev.podwright.document.InputException;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Damage;
import dev.podwright.network.topology.Wirings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The largest part of a pod on which one job can run when cards of it are lost: whole servers, evenly spread over the levels.
///
/// @param pod as many chips as are left to the job
/// @param whole what the condition leaves of the pod as asked for
/// @param seats the same for a job that sits on what is left
record Remains(Pod pod, Damage whole, Damage seats) {

    /// @throws InputException if no server is left whole
    static Remains of(Pod pod, Condition condition, Catalog catalog) {
        Damage damage = Damage.of(Wirings.of(pod), condition);
        if (damage.lost().length == 0) {
            return new Remains(pod, damage, damage);
        }
        int server = server(pod);
        int[] nodes = damage.nodes();
        int intact = (int) IntStream.range(0, nodes.length / server).filter(s -> whole(nodes, s * server, server)).count();
        for (int servers = intact; servers > 0; servers--) {
            Optional<Pod> less = resized(pod, servers * server, catalog);
            if (less.isPresent()) {
                int[] seats = seats(pod.levels(), less.get().levels(), nodes);
                if (seats.length == less.get().ranks()) {
                    return new Remains(less.get(), damage, damage.seated(seats));
                }
            }
        }
        throw new InputException("%s leaves no server of %s whole: %s cards are lost.".formatted(condition.words(), pod.name(), damage.lost().length), "Fail fewer.");
    }

    private static Optional<Pod> resized(Pod pod, int ranks, Catalog catalog) {
        if (ranks % pod.ranksPerChip() != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(catalog.joined(pod, ranks / pod.ranksPerChip()));
        } catch (InputException uneven) {
            return Optional.empty();
        }
    }

    /// Ranks of the innermost group that is more than a package; of the pod's only group, one package.
    private static int server(Pod pod) {
        int ranks = 1;
        for (Level level : pod.levels().subList(0, Math.max(0, pod.levels().size() - 1))) {
            ranks *= level.groups();
            if (level.wiring() != Wiring.DIE_PAIR && level.groups() > 1) {
                return ranks;
            }
        }
        return pod.ranksPerChip();
    }

    private static boolean whole(int[] nodes, int first, int ranks) {
        return Arrays.stream(nodes, first, first + ranks).noneMatch(n -> n == Damage.LOST);
    }

    /// Ranks for a job of the shape `wanted`: of each level the first groups that can give all that is wanted inside them. Empty if there are too few.
    private static int[] seats(List<Level> had, List<Level> wanted, int[] nodes) {
        List<Integer> members = had.stream().map(l -> wanted.stream().filter(w -> w.name().equals(l.name())).findFirst().map(Level::groups).orElse(1)).toList();
        return seats(had, members, had.size() - 1, 0, nodes).stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Integer> seats(List<Level> had, List<Integer> wanted, int level, int first, int[] nodes) {
        if (level < 0) {
            return nodes[first] == Damage.LOST ? List.of() : List.of(first);
        }
        int size = had.subList(0, level).stream().mapToInt(Level::groups).reduce(1, Math::multiplyExact);
        List<Integer> seats = new ArrayList<>();
        int found = 0;
        for (int group = 0; group < had.get(level).groups() && found < wanted.get(level); group++) {
            List<Integer> inside = seats(had, wanted, level - 1, first + group * size, nodes);
            if (!inside.isEmpty()) {
                seats.addAll(inside);
                found++;
            }
        }
        return found < wanted.get(level) ? List.of() : seats;
    }
}
