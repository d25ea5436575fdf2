package dev.podwright.plan;

import dev.podwright.document.InputException;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.StepTimes;
import dev.podwright.units.Unit;

/// Replicas of one layout with an engine, ready to be simulated.
///
/// @param replicas how many, each on ranks of its own
/// @param longest tokens of the longest request that must fit
public record ServingSystem(Site site, ServingLayout layout, int replicas, EngineRules rules, long longest) {

    /// @throws InputException if the layout does not suit the model, the pod has too few ranks or a replica no room for the longest
    ///     request
    public ServingSystem {
        layout.conflict(site.model()).ifPresent(conflict -> {
            throw new InputException("The layout %s does not suit %s: %s.".formatted(layout, site.model().id(), conflict), "");
        });
        long ranks = (long) layout.ranks() * replicas;
        if (replicas < 1 || ranks > site.pod().ranks()) {
            throw new InputException("%d replicas of %s need %,d ranks; %s has %,d.".formatted(replicas, layout, ranks, site.pod().name(), site.pod().ranks()),
                    "Choose fewer replicas, smaller sizes or more --chips.");
        }
        MemoryBudget memory = site.memory(layout, rules.budget(), longest);
        if (!memory.fits()) {
            throw new InputException("A replica of %s has no room for one request of %,d tokens: short by %.1f GiB per rank; the largest term is %s with %.1f GiB."
                    .formatted(layout, longest, Unit.GIB.fromSi(memory.shortfall()), memory.largest().name(), Unit.GIB.fromSi(memory.largest().bytes())),
                    "Use more ranks per replica, fewer bits or shorter requests.");
        }
    }

    public int chips() {
        return site.chipsFor((long) layout.ranks() * replicas);
    }

    public StepTimes times() {
        return new StepTimes(site.step(layout), rules.mostSequences(), rules.budget(), site.overheads(rules.name()));
    }

    /// Blocks of the cache of one replica, over all its attention groups. Where layers keep a window only, a token of a long request weighs
    /// less: blocks are counted at the length of the longest.
    public long blocks() {
        MemoryBudget memory = site.memory(layout, rules.budget(), longest);
        double tokens = memory.cacheBytes() / (memory.cachePerSequence() / longest);
        return (long) (tokens / rules.blockTokens()) * layout.data();
    }
}
