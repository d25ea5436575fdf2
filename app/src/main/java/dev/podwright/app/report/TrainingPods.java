package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.model.FlopConvention;
import dev.podwright.plan.TrainingPlan;
import dev.podwright.plan.TrainingRun;
import dev.podwright.units.Interval;
import dev.podwright.units.Unit;
import dev.podwright.workload.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The best setups of all pods side by side, with why they are the best and what comes next.
record TrainingPods(TrainingPlan plan, List<Trained> bests) {

    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Beside(bests.size() == 1 ? ofSetups() : ofPods()));
        blocks.add(new Block.Rows(new Table("The best setup of each pod, with 90 % intervals", headings(), bests.stream().map(this::row).toList())));
        blocks.add(new Block.Part(bests.size() == 1 ? "Why this setup" : "Why these setups",
                List.of(new Block.Points(plan.pods().stream().filter(p -> p.best().isPresent()).map(p -> bests.size() == 1 ? p.reason() : "%s: %s".formatted(p.target().pod().id(), p.reason())).toList()))));
        List<List<String>> next = runnersUp().stream().map(this::row).toList();
        if (!next.isEmpty()) {
            blocks.add(new Block.Part("Runners-up: the next best of other kinds", List.of(new Block.Rows(new Table("They differ in a parallel size or in sharding, not in a mere detail", headings(), next)), new Block.Points(plan.pods().stream().flatMap(p -> p.runnersUp().stream().map(o -> "%s: %s.".formatted(p.target().pod().id(),
                    TrainingPlan.margin(p, o).words(p.best().orElseThrow().setup().layout().label(), o.setup().layout().label())))).toList()))));
        }
        List<String> margins = plan.pods().stream().flatMap(p -> plan.margin(p).stream().map(m -> m.words(plan.winner().orElseThrow().target().pod().id(), p.target().pod().id()) + ".")).toList();
        if (!margins.isEmpty()) {
            blocks.add(2, new Block.Part("How certain the order is", List.of(new Block.Points(margins))));
        }
        return new Section("pods", bests.size() == 1 ? "The pod and its runners-up" : "Pods side by side",
                "%s Whiskers are 90 %% intervals; in a ratio errors that both have in common cancel.".formatted(bests.size() == 1 ? "The best setup and the next best of other kinds."
                        : "What each pod's best setup does."), blocks);
    }

    private List<Trained> runnersUp() {
        return IntStream.range(0, plan.pods().size()).boxed().flatMap(i -> plan.pods().get(i).runnersUp().stream().map(option -> Trained.of(plan.pods().get(i), option, i))).toList();
    }

    /// On one pod speed, efficiency and energy are one and the same order.
    private List<Block> ofSetups() {
        List<Trained> setups = Stream.concat(bests.stream(), runnersUp().stream()).toList();
        Whiskers whiskers = new Whiskers(setups, s -> "%s, %s".formatted(s.setup().layout(), s.setup().sharding().label(s.setup().layout().context() * s.setup().layout().data())));
        double usable = bests.getFirst().iteration().memory().usable();
        return List.of(
                whiskers.picture("setups-iteration", "Time of an iteration", "Shorter is better; the best stands on top.", "iteration", "s", OptionalDouble.empty(), s -> s.iteration().seconds()),
                whiskers.picture("setups-memory", "Memory of the fullest rank", "The dashed line is what a job may use.", "memory of a rank", "GiB", OptionalDouble.of(Unit.GIB.fromSi(usable)),
                        s -> Interval.exact(Unit.GIB.fromSi(s.iteration().memory().fullest().bytes()))));
    }

    private List<Block> ofPods() {
        Whiskers whiskers = new Whiskers(bests, Trained::id);
        List<Block> pictures = new ArrayList<>();
        pictures.add(whiskers.picture("pods-speed", "Speed of a card", "Longer is better. A card of one chip is not the price of a card of another.", "speed of a card", "tokens/s",
                OptionalDouble.empty(), b -> b.iteration().tokensPerSecondPerChip()));
        pictures.add(whiskers.picture("pods-mfu", "Model FLOPs utilisation", "Longer is better: useful arithmetic over peak, attention counted causal.", "MFU", "%",
                OptionalDouble.empty(), b -> b.iteration().mfu(FlopConvention.CAUSAL_ATTENTION).times(1e2)));
        Budget budget = plan.scenario().budget();
        if (budget.tokens().isPresent()) {
            OptionalDouble limit = budget.seconds().isPresent() ? OptionalDouble.of(TrainingCards.days(budget.seconds().getAsDouble())) : OptionalDouble.empty();
            pictures.add(whiskers.picture("pods-days", "Days for %s tokens".formatted(Show.tokens(budget.tokens().getAsDouble())), "Shorter is better%s. %s".formatted(
                    limit.isPresent() ? "; the dashed line is the limit" : "", TrainingRun.NOT_COUNTED), "time of the whole job", "days", limit, b -> b.run().orElseThrow().days()));
        } else {
            pictures.add(whiskers.picture("pods-iteration", "Time of an iteration", "Shorter is better: one optimiser step on %s tokens.".formatted(
                    Show.tokens(plan.scenario().sequence() * plan.scenario().globalBatch())), "iteration", "s", OptionalDouble.empty(), b -> b.iteration().seconds()));
        }
        List<Trained> powered = bests.stream().filter(b -> b.bill().joulesPerToken().isPresent()).toList();
        if (!powered.isEmpty()) {
            pictures.add(new Whiskers(powered, Trained::id).picture("pods-energy", "Energy of a token", energy(powered), "energy per token", "J", OptionalDouble.empty(),
                    b -> b.iteration().seconds().times(b.bill().joulesPerToken().getAsDouble() / b.iteration().seconds().value())));
        }
        return pictures;
    }

    private String energy(List<Trained> powered) {
        StringBuilder caption = new StringBuilder("Shorter is better: published power over tokens per second.");
        List<String> chips = powered.stream().filter(b -> b.bill().chipsOnly()).map(Trained::id).toList();
        if (!chips.isEmpty()) {
            caption.append(" Of ").append(String.join(", ", chips)).append(" the chips alone are counted, hosts and network not.");
        }
        List<String> unknown = bests.stream().filter(b -> !powered.contains(b)).map(Trained::id).toList();
        return unknown.isEmpty() ? caption.toString() : caption + " No power is published for " + String.join(", ", unknown) + ".";
    }

    private List<String> headings() {
        return List.of("pod", "cards", "setup", "iteration s", "tokens/s/card", "MFU %", "GiB/rank", asked() ? "days" : "tokens in all", "kW");
    }

    /// Whether days are predicted; with a time alone it is given, and the tokens are predicted.
    private boolean asked() {
        return plan.scenario().budget().tokens().isPresent() || plan.scenario().budget().seconds().isEmpty();
    }

    private List<String> row(Trained t) {
        Optional<Interval> whole = t.run().map(r -> asked() ? r.days() : r.tokens());
        return List.of(t.id(), Show.count(t.cards()) + (t.cards() == t.of() ? "" : " of " + Show.count(t.of())), t.setup().label(),
                Show.interval(t.iteration().seconds()), Show.rounded(t.iteration().tokensPerSecondPerChip()), Show.interval(t.iteration().mfu(FlopConvention.CAUSAL_ATTENTION).times(1e2)),
                Show.number(Unit.GIB.fromSi(t.iteration().memory().fullest().bytes())), whole.map(w -> asked() ? Show.interval(w) : Show.tokens(w.value())).orElse("-"),
                t.bill().watts().isPresent() ? Show.rounded(t.bill().watts().getAsDouble() / 1e3) : "-");
    }
}
