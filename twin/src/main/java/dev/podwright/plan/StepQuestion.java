package dev.podwright.plan;

import dev.podwright.document.InputException;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Batch;
import dev.podwright.network.fault.Damage;
import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What one step costs, and why.
///
/// @param batch sequences on every attention group
/// @param layout the layout asked for; empty = the one with most tokens per second and rank at this batch
public record StepQuestion(Site site, Batch batch, Optional<ServingLayout> layout) {

    /// @param cost the step's cost tree
    /// @param tokensPerSecondPerChip tokens that pass the model per second and chip as sold
    /// @param strain what the condition of the fabric costs, where it is not as built
    public record Answer(ServingLayout layout, boolean chosen, Cost cost, MemoryBudget memory, double tokensPerSecondPerChip, Optional<Strain> strain) {}

    /// @throws InputException if the layout is impossible or nothing fits, with the largest term and the nearest
    ///     layout that does
    public Answer answer() {
        List<ServingLayout> all = Layouts.of(site.model(), site.pod().ranks(), site.scaleUpRanks());
        List<ServingLayout> fitting = all.stream().filter(l -> l.conflict(site.model()).isEmpty() && fits(l)).toList();
        if (layout.isPresent()) {
            check(layout.get(), fitting);
            if (standing(layout.get()) < 1) {
                throw noneStands(layout.get());
            }
            return strained(answer(layout.get(), false));
        }
        return strained(fitting.stream().filter(l -> standing(l) > 0).map(l -> answer(l, true))
                .max(Comparator.comparingDouble(Answer::tokensPerSecondPerChip))
                .orElseThrow(() -> fitting.isEmpty() ? nothingFits(all) : noneStands(fitting.getFirst())));
    }

    private long standing(ServingLayout some) {
        return site.replicas(some, site.pod().ranks());
    }

    private InputException noneStands(ServingLayout some) {
        return new InputException("No replica of %s stands on %s: each holds a card that is lost (%s).".formatted(some, site.pod().name(), site.damage().orElseThrow().condition().words()),
                "Choose a layout of fewer ranks, or fail less.");
    }

    private Answer strained(Answer answer) {
        return site.damage().map(damage -> new Answer(answer.layout, answer.chosen, answer.cost, answer.memory, answer.tokensPerSecondPerChip,
                Optional.of(strain(damage, answer)))).orElse(answer);
    }

    private Strain strain(Damage damage, Answer answer) {
        ServingStep before = site.asBuilt().step(answer.layout);
        double built = before.price(batch).seconds();
        List<Strain.Figure> figures = new ArrayList<>();
        figures.add(new Strain.Figure("step", Strain.Kind.SECONDS, built, answer.cost.seconds()));
        figures.add(new Strain.Figure("tokens/s per chip", Strain.Kind.TOKENS_PER_SECOND, answer.tokensPerSecondPerChip * answer.cost.seconds() / built, answer.tokensPerSecondPerChip));
        figures.addAll(Strain.exchanges(before.inventory(batch), site.step(answer.layout).inventory(batch)));
        long whole = site.pod().ranks() / answer.layout.ranks();
        long left = standing(answer.layout);
        List<String> notes = new ArrayList<>();
        if (left < whole) {
            notes.add("Of the %,d replica%s that the pod holds, %,d stand%s: the others hold a card that is lost.".formatted(whole, whole == 1 ? "" : "s", left, left == 1 ? "s" : ""));
        }
        if (whole > 1) {
            notes.add("The step is that of the replica that suffers most, with all of them at work.");
        }
        return new Strain(damage, figures, notes);
    }

    private Answer answer(ServingLayout layout, boolean chosen) {
        Cost cost = site.step(layout).price(batch);
        // As many micro-batches as stages are under way at once.
        double tokens = batch.tokens() * layout.data() * layout.pipeline() / site.chipsFor(layout.ranks());
        return new Answer(layout, chosen, cost, memory(layout), tokens / cost.seconds(), Optional.empty());
    }

    private void check(ServingLayout layout, List<ServingLayout> fitting) {
        layout.conflict(site.model()).ifPresent(conflict -> {
            throw new InputException("The layout %s does not suit %s: %s.".formatted(layout, site.model().id(), conflict), "");
        });
        if (layout.ranks() > site.pod().ranks()) {
            throw new InputException("The layout %s has %d ranks; %s has %d.".formatted(layout, layout.ranks(), site.pod().name(),
                    site.pod().ranks()), "Choose smaller sizes or more --chips.");
        }
        if (!fits(layout)) {
            String nearest = fitting.stream().min(Comparator.comparingInt((ServingLayout l) -> Math.abs(l.ranks() - layout.ranks()))
                    .thenComparing(ServingLayout::label)).map(l -> "The nearest layout that fits: " + l + ".").orElse("No layout fits on this pod with this batch and context.");
            throw new InputException(shortage(layout), nearest);
        }
    }

    private InputException nothingFits(List<ServingLayout> all) {
        ServingLayout best = all.stream().filter(l -> l.conflict(site.model()).isEmpty())
                .min(Comparator.comparingDouble(l -> memory(l).shortfall())).orElse(all.getFirst());
        return new InputException("%s in %s does not fit on %s in any layout; nearest is %s: %s".formatted(site.model().id(),
                site.quantization().label(), site.pod().name(), best, shortage(best)), "Use more chips, fewer bits or a smaller batch.");
    }

    private String shortage(ServingLayout layout) {
        MemoryBudget memory = memory(layout);
        double inside = sequences() * layout.pipeline();
        double cache = memory.cachePerSequence() * inside;
        String largest = cache > memory.largest().bytes()
                ? "key-value cache of %,.0f sequences, %,.1f GiB".formatted(inside, Unit.GIB.fromSi(cache))
                : "%s, %,.1f GiB".formatted(memory.largest().name(), Unit.GIB.fromSi(memory.largest().bytes()));
        return "%s needs %,.1f GiB per rank and %s has %,.1f usable; the largest term is the %s.".formatted(layout,
                Unit.GIB.fromSi(memory.fixedBytes() + cache), site.rankChip().id(), Unit.GIB.fromSi(memory.usable()), largest);
    }

    private double sequences() {
        return batch.decodeSequences() + batch.prefillSequences();
    }

    private boolean fits(ServingLayout layout) {
        return memory(layout).sequences() >= sequences() * layout.pipeline();
    }

    private MemoryBudget memory(ServingLayout layout) {
        return site.memory(layout, batch.tokens(), Math.max(batch.decodeContext(), batch.prefillContext()));
    }
}
