package dev.podwright.network.collective;

import java.util.ArrayList;
import java.util.List;

/// Level by level: reduce-scatter inwards, all-reduce over the outermost level on what is left, all-gather outwards; a broadcast scatters inside the first
/// block, is broadcast by each of its ranks to its counterparts, and gathered inside. An all-to-all goes to the right place of the block first, then to the
/// right block.
///
/// @param stages from the inside out; the product of their fans is the group
/// @param whole a gather first gathers inside and then sends the whole block's part over every rank's own port: few steps, more bytes
public record Hierarchical(List<Stage> stages, boolean whole) implements Algorithm {

    /// @param fan blocks of the next inner stage (ranks, for the innermost) that the stage joins
    /// @param algorithm that it does so with
    public record Stage(int fan, Algorithm algorithm) {}

    public Hierarchical {
        stages = List.copyOf(stages);
    }

    public Hierarchical(List<Stage> stages) {
        this(stages, false);
    }

    @Override
    public String label() {
        return String.join(" + ", stages.stream().map(s -> s.algorithm().label()).toList());
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        int p = Gather.ranks(groups);
        if (stages.stream().mapToInt(Stage::fan).reduce(1, Math::multiplyExact) != p) {
            throw new IllegalArgumentException("Levels of %s do not make a group of %d.".formatted(stages.stream().map(Stage::fan).toList(), p));
        }
        return switch (operation) {
            case ALL_REDUCE -> allReduce(groups, 0, 1, 1);
            case ALL_GATHER, REDUCE_SCATTER -> Gather.phases(this, operation, () -> whole ? wholeGather(groups) : gather(groups), null);
            case BROADCAST -> broadcast(groups, 0, 1, 1);
            case ALL_TO_ALL -> exchange(groups);
            case SEND_RECEIVE, DISPATCH, COMBINE -> throw Gather.undone(this, operation);
        };
    }

    /// @param inside ranks of a block that the stages before `at` make
    /// @param share of the bytes that each rank still holds
    private List<Phase> allReduce(List<int[]> groups, int at, int inside, double share) {
        Stage stage = stages.get(at);
        List<int[]> blocks = blocks(groups, inside, stage.fan);
        if (at == stages.size() - 1) {
            return named(stage, Operation.ALL_REDUCE, blocks, share);
        }
        List<Phase> phases = new ArrayList<>(named(stage, Operation.REDUCE_SCATTER, blocks, share));
        phases.addAll(allReduce(groups, at + 1, inside * stage.fan, share / stage.fan));
        phases.addAll(named(stage, Operation.ALL_GATHER, blocks, share));
        return phases;
    }

    private List<Phase> gather(List<int[]> groups) {
        List<Phase> phases = new ArrayList<>();
        int inside = Gather.ranks(groups);
        for (Stage stage : stages.reversed()) {
            inside /= stage.fan;
            phases.addAll(named(stage, Operation.ALL_GATHER, blocks(groups, inside, stage.fan), 1.0 / inside));
        }
        return phases;
    }

    private List<Phase> wholeGather(List<int[]> groups) {
        List<Phase> phases = new ArrayList<>();
        int inside = 1;
        for (Stage stage : stages) {
            phases.addAll(named(stage, Operation.ALL_GATHER, blocks(groups, inside, stage.fan), (double) inside * stage.fan / Gather.ranks(groups)));
            inside *= stage.fan;
        }
        return phases;
    }

    private List<Phase> broadcast(List<int[]> groups, int at, int inside, double share) {
        Stage stage = stages.get(at);
        if (at == stages.size() - 1) {
            return named(stage, Operation.BROADCAST, blocks(groups, inside, stage.fan), share);
        }
        List<Phase> phases = new ArrayList<>();
        // Only the block of the first rank has anything to scatter.
        List<int[]> first = groups.stream().flatMap(g -> blocks(List.of(g), inside, stage.fan).subList(0, inside).stream()).toList();
        for (Phase phase : scatter(stage.algorithm, first)) {
            phases.add(phase.scaled(share));
        }
        phases.addAll(broadcast(groups, at + 1, inside * stage.fan, share / stage.fan));
        phases.addAll(named(stage, Operation.ALL_GATHER, blocks(groups, inside, stage.fan), share));
        return phases;
    }

    /// The part of a broadcast that comes before the gather.
    private static List<Phase> scatter(Algorithm algorithm, List<int[]> groups) {
        return switch (algorithm) {
            case Ring _ -> Ring.scatter(groups);
            case Nhr _, HalvingDoubling _ -> Nhr.scatter(groups);
            default -> algorithm.phases(Operation.BROADCAST, groups).subList(0, 1);
        };
    }

    private List<Phase> exchange(List<int[]> groups) {
        List<Phase> phases = new ArrayList<>();
        int inside = 1;
        for (Stage stage : stages) {
            phases.addAll(new Direct().phases(Operation.ALL_TO_ALL, blocks(groups, inside, stage.fan)));
            inside *= stage.fan;
        }
        return phases;
    }

    private static List<Phase> named(Stage stage, Operation operation, List<int[]> blocks, double share) {
        return stage.algorithm.phases(operation, blocks).stream().map(p -> p.scaled(share)).toList();
    }

    /// Ranks of each group that differ only in their place at one level.
    static List<int[]> blocks(List<int[]> groups, int inside, int fan) {
        List<int[]> blocks = new ArrayList<>();
        for (int[] group : groups) {
            for (int outer = 0; outer < group.length; outer += inside * fan) {
                for (int place = 0; place < inside; place++) {
                    int[] block = new int[fan];
                    for (int i = 0; i < fan; i++) {
                        block[i] = group[outer + place + i * inside];
                    }
                    blocks.add(block);
                }
            }
        }
        return blocks;
    }
}
