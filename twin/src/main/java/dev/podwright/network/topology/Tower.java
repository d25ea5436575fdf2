package dev.podwright.network.topology;

import dev.podwright.catalog.Level;
import dev.podwright.catalog.Quantity;
import dev.podwright.catalog.Shape;
import dev.podwright.catalog.Wiring;
import dev.podwright.network.LinkType;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.List;

/// Tiers of switches over cards: one switch per plane, a Clos whose tiers are the levels, or, for a single level of NICs, leaves and what joins them.
final class Tower {
    private final NetworkBuilder builder;
    private final Tier cards;
    private final Run run;
    private final int inner;
    private final Budget budget;
    private final Level level;
    private final Shape shape;
    private final List<String> assumptions = new ArrayList<>();

    /// @param inner cards in what the innermost level of the run joins
    Tower(NetworkBuilder builder, Tier cards, Run run, int inner, Budget budget) {
        this.builder = builder;
        this.cards = cards;
        this.run = run;
        this.inner = inner;
        this.budget = budget;
        this.level = run.levels().getFirst();
        this.shape = level.shape();
    }

    /// Adds it.
    ///
    /// @return what was assumed
    List<String> build() {
        boolean levelled = run.levels().size() > 1 || run.wiring() != Wiring.FAT_TREE && shape.leaf() == 0;
        if (levelled) {
            byLevels();
        } else {
            byLeaves();
        }
        return assumptions;
    }

    /// Each level is a tier.
    private void byLevels() {
        boolean rails = shape.rails() && inner > 1;
        Foot foot = new Foot(inner * run.groups(), rails ? inner : 1, rails ? level.groups() : inner * level.groups(), rails, shape.apart(), shape.planes());
        if (rails) {
            builder.rails(inner);
        }
        double capacity = foot.perLeaf() * level.bandwidth().si() / shape.planes();
        double below = seconds(level);
        List<Stage> stages = new ArrayList<>();
        for (int i = 1; i < run.levels().size(); i++) {
            Level outer = run.levels().get(i);
            double perCard = outer.bandwidth().si() / run.levels().get(i - 1).bandwidth().si();
            capacity *= perCard / outer.oversubscription();
            // As many ways up as down from a switch of a usual size; above that tier one each, as wide as it must be.
            int usual = i == 1 && run.wiring() != Wiring.PCIE ? Math.min(foot.perLeaf(), Clos.PORTS) : 1;
            int switches = outer.shape().switches() > 0 ? outer.shape().switches() : usual;
            int joined = i == 1 && rails && !shape.apart() ? inner * outer.groups() : outer.groups();
            stages.add(new Stage(TierNames.level(builder, run, i), joined, switches, 1, capacity, Math.max(0, (seconds(outer) - below) / 2)));
            capacity = capacity / switches * joined;
            below = Math.max(below, seconds(outer));
        }
        boolean known = run.levels().stream().allMatch(l -> l.shape() != Shape.UNKNOWN);
        if (!known && run.wiring() == Wiring.PCIE) {
            assumptions.add("The host bus %s is drawn as a tree of bridges.".formatted(level.name()));
        } else if (!known) {
            assumptions.add(stages.isEmpty()
                    ? "%s is drawn as one switch: how many chips it has is not known.".formatted(level.name())
                    : "The switches of %s are assumed to form a Clos.".formatted(String.join(" and ", run.levels().stream().map(Level::name).toList())));
        }
        raise(foot, TierNames.level(builder, run, 0), stages, seconds(level) / 2);
    }

    /// One level of NICs: as many tiers as its size needs.
    private void byLeaves() {
        int span = inner * level.groups();
        Clos clos = Clos.of(shape, inner, span);
        Foot foot = new Foot(span, shape.rails() ? inner : 1, clos.perLeaf(), shape.rails(), shape.apart(), shape.planes());
        if (shape.rails() && inner > 1) {
            builder.rails(inner);
        }
        List<String> names = TierNames.leaves(builder, level);
        double down = foot.perLeaf() * level.bandwidth().si() / shape.planes();
        List<Stage> stages = clos.stages(foot.blocks(), down / level.oversubscription(), names.subList(1, names.size()));
        double each = seconds(level) / (2 * (stages.size() + 1));
        if (shape.radix() == 0 && shape.switches() == 0) {
            assumptions.add("Switches of %d ports are assumed for %s, half of them upwards%s.".formatted(clos.radix(), level.name(),
                    shape.rails() ? "" : ", neighbours on the same leaf"));
        }
        raise(foot, names.getFirst(), stages.stream().map(s -> new Stage(s.tier(), s.joined(), s.switches(), s.parallel(), s.capacity(), each)).toList(), each);
    }

    private void raise(Foot foot, String name, List<Stage> stages, double latency) {
        budget.take(level.name(), (double) cards.size() * foot.planes());
        int blocks = cards.size() / foot.cards() * foot.blocks();
        int lanes = foot.lanes();
        Tier below = builder.switches(name, Math.multiplyExact(blocks, lanes));
        int type = builder.type(new LinkType("card-" + name, level.bandwidth().si() / foot.planes(), latency));
        for (int card = 0; card < cards.size(); card++) {
            for (int plane = 0; plane < foot.planes(); plane++) {
                builder.cable(cards.node(card), below.node(foot.leaf(card, plane)), type);
            }
        }
        for (Stage stage : stages) {
            budget.take(level.name(), (double) blocks * lanes * stage.switches() * stage.parallel());
            Tier above = builder.switches(stage.tier(), Math.multiplyExact((blocks + stage.joined() - 1) / stage.joined() * lanes, stage.switches()));
            type = builder.type(new LinkType(below.name() + "-" + above.name(), stage.cable(), stage.latency()));
            for (int block = 0; block < blocks; block++) {
                for (int lane = 0; lane < lanes; lane++) {
                    int first = (block / stage.joined() * lanes + lane) * stage.switches();
                    for (int cable = 0; cable < stage.switches() * stage.parallel(); cable++) {
                        builder.cable(below.node(block * lanes + lane), above.node(first + cable % stage.switches()), type);
                    }
                }
            }
            blocks = (blocks + stage.joined() - 1) / stage.joined();
            lanes *= stage.switches();
            below = above;
        }
    }

    private static double seconds(Level level) {
        return level.latency().map(Quantity::si).orElse(0.0);
    }
}
