package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.report.LevelsDrawing.Key;
import dev.podwright.app.report.LevelsDrawing.Seat;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Group;
import dev.podwright.fabric.Reach;
import dev.podwright.layout.RankOrder;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.step.Exchange;
import dev.podwright.training.Overlap;
import dev.podwright.training.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Where the ranks of a training job sit: tensor ranks beside each other, then context, data and pipeline ranks, from the inside out.
final class TrainingSeats {
    /// Colours of seats, which repeat.
    private static final int HUES = 8;
    private static final String NOT_CROSSED = "\u2014";

    private final TrainingLayout layout;

    private final int box;

    /// @param box ranks of the innermost level that joins any: what a frame can stand around
    private TrainingSeats(TrainingLayout layout, int box) {
        this.layout = layout;
        this.box = box;
    }

    static Section section(Trained setup, List<Trained> others) {
        List<Block> blocks = new ArrayList<>(blocks(setup));
        others.stream().filter(other -> other != setup).forEach(other -> blocks.add(new Block.Folded("The layout on " + other.name(), blocks(other))));
        return new Section("layout", "The layout on the pod's levels", "Who sits beside whom, and whose traffic has to cross which level.", blocks);
    }

    private static List<Block> blocks(Trained setup) {
        List<Block> blocks = new ArrayList<>(List.of(new Block.Drawing(of(setup.name(), setup.job().pod(), setup.setup().layout())), new Block.Rows(groups(setup))));
        blocks.addAll(NetworkPictures.folded(setup.job().pod()));
        return blocks;
    }

    static LevelsDrawing of(String what, Pod pod, TrainingLayout layout) {
        TrainingSeats seats = new TrainingSeats(layout, pod.levels().stream().mapToInt(Level::groups).filter(n -> n > 1).findFirst().orElse(1));
        String wide = layout.experts() > 1 && !seats.framed() ? " Every %s ranks in this order share the routed experts.".formatted(Show.count(seats.expertRanks())) : "";
        String caption = "%s: %s ranks in the order %s, drawn from rank 0 on; inner levels fill first.%s".formatted(layout, Show.count(layout.ranks()), RankOrder.of(layout), wide);
        return new LevelsDrawing(what, caption, ServingSeats.rings(pod), layout.ranks(), seats::seat, seats.keys());
    }

    private long expertRanks() {
        return (long) layout.experts() * layout.expertTensor();
    }

    private boolean framed() {
        return layout.experts() > 1 && box % expertRanks() == 0;
    }

    private Seat seat(long rank) {
        long around = (long) layout.block() * layout.pipeline();
        long stage = rank % around / layout.block();
        int inside = Math.toIntExact(rank / around * layout.block() + rank % layout.block());
        int tensor = inside % layout.tensor();
        int context = inside / layout.tensor() % layout.context();
        int data = inside / layout.tensor() / layout.context();
        int frame = framed() ? 1 + Math.toIntExact(rank / expertRanks()) : 0;
        String says = "rank %d: stage %d, data rank %d%s, tensor rank %d%s".formatted(rank, stage + 1, data, layout.context() > 1 ? ", part %d of the sequence".formatted(context + 1) : "", tensor,
                layout.experts() == 1 ? "" : ", expert rank %d".formatted(inside / layout.expertTensor() % layout.experts()));
        return new Seat(text(stage, data, context), Math.toIntExact(rank / layout.tensor() % HUES), frame, false, says);
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
        if (framed()) {
            keys.add(new Key(new Seat("", -1, 1, false, "frame"), "framed: the %s ranks that share the routed experts; tokens travel inside it".formatted(Show.count(expertRanks()))));
        }
        return keys;
    }

    /// A kind of group with what travels in it.
    ///
    /// @param exchanges its communication among that of an iteration
    private record Kind(String name, Group group, String carries, List<Exchange> exchanges) {}

    private static List<Kind> kinds(TrainingSetup setup) {
        TrainingLayout layout = setup.layout();
        String shares = setup.sharding().kind() == Sharding.Kind.NONE ? "gradients" : "gradients and weights";
        boolean experts = layout.experts() * layout.expertTensor() > 1;
        return List.of(new Kind("tensor", layout.tensorGroup(), "activations of every layer, both ways", List.of(Exchange.TENSOR)),
                new Kind("context", layout.contextGroup(), "keys and values of every layer", List.of(Exchange.CONTEXT)),
                new Kind("experts", layout.expertGroup(), "tokens to their experts and back", List.of(Exchange.EXPERTS)),
                new Kind("parts of an expert", layout.expertTensorGroup(), "tokens of a divided expert; counted with tensor", List.of()),
                new Kind("data", layout.dataGroup(), shares + (experts ? ", those of the experts counted with them" : ""), List.of(Exchange.WEIGHTS, Exchange.GRADIENTS)),
                new Kind("data, of experts", experts ? layout.expertDataGroup() : Group.adjacent(1), shares + " of the experts", List.of()),
                new Kind("pipeline neighbours", layout.pipeline() > 1 ? layout.pipelineGroup() : Group.adjacent(1), "activations and their gradients", List.of(Exchange.PIPELINE)));
    }

    private static Table groups(Trained setup) {
        TrainingJob job = setup.job();
        List<String> levels = job.fabric().reach(Group.adjacent(1)).stream().map(Reach::level).toList();
        List<String> headings = new ArrayList<>(List.of("group", "ranks", "apart"));
        levels.forEach(level -> headings.add("over " + level));
        headings.addAll(List.of("alone s", "exposed s", "what travels"));
        List<List<String>> rows = new ArrayList<>();
        for (Kind kind : kinds(setup.setup())) {
            if (kind.group.ranks() > 1) {
                List<String> row = new ArrayList<>(List.of(kind.name, Show.count(kind.group.ranks()), kind.group.stride() == 1 ? "adjacent" : apart(kind.group)));
                List<Reach> reach = job.fabric().reach(kind.group);
                for (int i = 0; i < reach.size(); i++) {
                    String what = i == 0 ? "ranks" : "× " + levels.get(i - 1);
                    row.add(reach.get(i).crossed() ? "%s %s".formatted(Show.count(reach.get(i).fan()), what) : NOT_CROSSED);
                }
                row.add(seconds(setup, kind, Overlap::seconds));
                row.add(seconds(setup, kind, Overlap::exposed));
                row.add(kind.carries);
                rows.add(row);
            }
        }
        return new Table("Which group crosses which level, what it joins there, and how long its traffic takes in an iteration", headings, rows);
    }

    private static String apart(Group group) {
        return group.run() == group.ranks() ? Show.count(group.stride()) : "%s, runs of %s %s apart".formatted(Show.count(group.stride()), Show.count(group.run()), Show.count(group.jump()));
    }

    private static String seconds(Trained setup, Kind kind, ToDoubleFunction<Overlap> which) {
        List<String> names = kind.exchanges.stream().map(Exchange::label).toList();
        return names.isEmpty() ? "-" : Show.number(setup.iteration().overlaps().stream().filter(o -> names.contains(o.name())).mapToDouble(which).sum());
    }
}
