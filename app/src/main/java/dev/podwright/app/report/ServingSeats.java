package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.report.LevelsDrawing.Key;
import dev.podwright.app.report.LevelsDrawing.Ring;
import dev.podwright.app.report.LevelsDrawing.Seat;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Wiring;
import dev.podwright.fabric.Fabric;
import dev.podwright.layout.Seating;
import dev.podwright.layout.ServingLayout;
import java.util.ArrayList;
import java.util.List;

/// Where the ranks of serving replicas sit: tensor ranks beside each other, attention groups after each other, then
/// pipeline stages, then replicas.
final class ServingSeats {
    private static final double GIGA = 1e9;

    private final ServingLayout layout;

    private ServingSeats(ServingLayout layout) {
        this.layout = layout;
    }

    static LevelsDrawing of(String what, Pod pod, Fabric fabric, ServingLayout layout, int replicas) {
        ServingSeats seats = new ServingSeats(layout);
        String caption = "%s replica%s of %s, %s rank%s each; drawn from rank 0 on, inner levels fill first. Groups: %s.".formatted(Show.count(replicas),
                replicas == 1 ? "" : "s", layout, Show.count(layout.ranks()), layout.ranks() == 1 ? "" : "s", Seating.of(layout, fabric).words());
        return new LevelsDrawing(what, caption, rings(pod), (long) layout.ranks() * replicas, seats::seat, seats.keys(replicas));
    }

    static List<Ring> rings(Pod pod) {
        List<Ring> rings = new ArrayList<>();
        for (Level level : pod.levels()) {
            rings.add(new Ring(level.name(), says(level), one(level), level.groups(), level.scaleOut()));
        }
        return rings;
    }

    private static String says(Level level) {
        String wiring = switch (level.wiring()) {
            case DIE_PAIR -> "dies of one package";
            case FULL_MESH -> "full mesh";
            case SWITCH -> "switched";
            case FAT_TREE -> "network";
            case TORUS -> "torus";
            case PCIE -> "PCIe";
        };
        String rate = level.rate().map(q -> ", %s GB/s per rank".formatted(Show.number(q.si() / GIGA))).orElse(", bandwidth not published");
        return wiring + rate;
    }

    private static String one(Level level) {
        return level.wiring() == Wiring.DIE_PAIR ? "package" : level.name() + " group";
    }

    private Seat seat(long rank) {
        int inside = (int) (rank % layout.ranks());
        long replica = rank / layout.ranks();
        int stage = inside / layout.stageRanks();
        int group = inside % layout.stageRanks() / layout.tensor();
        int tensor = inside % layout.tensor();
        int expert = layout.experts() == 1 ? 0 : 1 + Math.toIntExact(rank / layout.stageRanks());
        String says = "rank %d: replica %d, stage %d, attention group %d, tensor rank %d%s".formatted(rank, replica, stage, group, tensor,
                expert == 0 ? "" : ", expert rank " + inside % layout.stageRanks() / layout.expertTensor());
        return new Seat(text(stage, group, tensor), layout.data() > 1 ? group : stage, expert, replica > 0, says);
    }

    /// What differs most between neighbours.
    private String text(int stage, int group, int tensor) {
        if (layout.data() > 1) {
            return String.valueOf(group);
        }
        return layout.pipeline() > 1 ? stage + (layout.tensor() > 1 ? "." + tensor : "") : String.valueOf(tensor);
    }

    private List<Key> keys(int replicas) {
        List<Key> keys = new ArrayList<>();
        Seat seat = new Seat(text(0, 0, 0), 0, 0, false, "the first rank");
        if (layout.data() > 1) {
            keys.add(new Key(seat, layout.tensor() > 1
                    ? "same number and colour: tensor-parallel neighbours, one attention group of %d ranks with its own sequences".formatted(layout.tensor())
                    : "one attention group: a rank with its own sequences"));
        } else if (layout.pipeline() > 1) {
            keys.add(new Key(seat, layout.tensor() > 1 ? "stage.rank; same colour: tensor-parallel neighbours of one pipeline stage" : "pipeline stage; the next one gets its output"));
        } else if (layout.tensor() > 1) {
            keys.add(new Key(seat, "tensor rank; all of them add up their results in every layer"));
        } else {
            keys.add(new Key(seat, "a rank that holds the whole model"));
        }
        if (layout.experts() > 1) {
            keys.add(new Key(new Seat("", -1, 1, false, "frame"), "framed: expert-parallel group of %d ranks, every layer's tokens travel inside it".formatted(layout.experts())));
        }
        if (replicas > 1) {
            keys.add(new Key(new Seat("", 0, 0, true, "faint"), "faint: further replicas"));
        }
        return keys;
    }
}
