package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.report.LevelsDrawing.Key;
import dev.podwright.app.report.LevelsDrawing.Seat;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Group;
import dev.podwright.fabric.Reach;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.training.TrainingJob;
import java.util.ArrayList;
import java.util.List;

/// Where the ranks of a training job sit: tensor ranks beside each other, then context, data and pipeline ranks, from the inside out.
final class TrainingSeats {
    private final TrainingLayout layout;

    private TrainingSeats(TrainingLayout layout) {
        this.layout = layout;
    }

    static Section section(Trained setup, List<Trained> others) {
        List<Block> blocks = new ArrayList<>(blocks(setup));
        others.stream().filter(other -> other != setup).forEach(other -> blocks.add(new Block.Folded("The layout on " + other.name(), blocks(other))));
        return new Section("layout", "The layout on the pod's levels", "Who sits beside whom, and whose traffic has to cross which level.", blocks);
    }

    private static List<Block> blocks(Trained setup) {
        return List.of(new Block.Drawing(of(setup.name(), setup.job().pod(), setup.setup().layout())), new Block.Rows(groups(setup)));
    }

    static LevelsDrawing of(String what, Pod pod, TrainingLayout layout) {
        TrainingSeats seats = new TrainingSeats(layout);
        String caption = "%s: %s ranks, drawn from rank 0 on; inner levels fill first.".formatted(layout, Show.count(layout.ranks()));
        return new LevelsDrawing(what, caption, ServingSeats.rings(pod), layout.ranks(), seats::seat, seats.keys());
    }

    private Seat seat(long rank) {
        int inside = (int) (rank % layout.stageRanks());
        long stage = rank / layout.stageRanks();
        int tensor = inside % layout.tensor();
        int context = inside / layout.tensor() % layout.context();
        int data = inside / layout.tensor() / layout.context();
        int expert = layout.experts() == 1 ? 0 : 1 + Math.toIntExact(rank / ((long) layout.experts() * layout.expertTensor()));
        String says = "rank %d: stage %d, data rank %d%s, tensor rank %d%s".formatted(rank, stage + 1, data, layout.context() > 1 ? ", part %d of the sequence".formatted(context + 1) : "", tensor,
                expert == 0 ? "" : ", expert rank %d".formatted(inside / layout.expertTensor() % layout.experts()));
        return new Seat(text(stage, data, context), Math.toIntExact(rank / layout.tensor() % Tone.values().length), expert, false, says);
    }

    /// What differs most between neighbours.
    private String text(long stage, int data, int context) {
        if (layout.context() > 1) {
            return data + "." + context;
        }
        return String.valueOf(layout.data() > 1 ? data : stage + 1);
    }

    private List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        Seat seat = new Seat(text(0, 0, 0), 0, 0, false, "the first rank");
        String what = layout.context() > 1 ? "data rank and part of the sequence" : layout.data() > 1 ? "data rank" : "pipeline stage";
        keys.add(new Key(seat, "the number is the %s%s".formatted(what, layout.tensor() > 1 ? "; the %d ranks of one colour share every matrix (tensor parallelism)".formatted(layout.tensor()) : "")));
        if (layout.experts() > 1) {
            keys.add(new Key(new Seat("", -1, 1, false, "frame"), "framed: the %s ranks that share the routed experts; tokens travel inside it".formatted(Show.count((long) layout.experts() * layout.expertTensor()))));
        }
        return keys;
    }

    /// A kind of group with what travels in it.
    private record Kind(String name, Group group, String carries) {}

    private static List<Kind> kinds(TrainingSetup setup) {
        TrainingLayout layout = setup.layout();
        boolean sharded = setup.sharding().kind() != Sharding.Kind.NONE;
        String shares = sharded ? "gradients and weights" : "gradients";
        return List.of(new Kind("tensor", layout.tensorGroup(), "activations of every layer, both ways"),
                new Kind("context", layout.contextGroup(), "keys and values of every layer"),
                new Kind("experts", layout.expertGroup(), "tokens to their experts and back, in every such layer"),
                new Kind("parts of an expert", layout.expertTensorGroup(), "tokens of an expert that is divided"),
                new Kind("data", layout.dataGroup(), shares + " outside the experts"),
                new Kind("data, of experts", layout.experts() * layout.expertTensor() == 1 ? new Group(1, 1) : layout.expertDataGroup(), shares + " of the experts"),
                new Kind("pipeline neighbours", layout.pipeline() > 1 ? layout.pipelineNeighbours() : new Group(1, 1), "activations and their gradients between stages"));
    }

    private static Table groups(Trained setup) {
        TrainingJob job = setup.job();
        List<String> headings = new ArrayList<>(List.of("group", "ranks", "apart"));
        List<String> levels = job.fabric().reach(new Group(1, 1)).stream().map(Reach::level).toList();
        levels.forEach(level -> headings.add("over " + level));
        headings.add("what travels");
        List<List<String>> rows = new ArrayList<>();
        for (Kind kind : kinds(setup.setup())) {
            if (kind.group.ranks() == 1) {
                continue;
            }
            List<String> row = new ArrayList<>(List.of(kind.name, Show.count(kind.group.ranks()), kind.group.stride() == 1 ? "side by side" : Show.count(kind.group.stride())));
            job.fabric().reach(kind.group).forEach(reach -> row.add(reach.crossed() ? "joins " + Show.count(reach.fan()) : "-"));
            row.add(kind.carries);
            rows.add(row);
        }
        return new Table("Which group crosses which level", headings, rows);
    }
}
