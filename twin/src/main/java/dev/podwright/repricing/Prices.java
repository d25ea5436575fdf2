package dev.podwright.repricing;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Use;
import dev.podwright.units.Interval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Prices the uses of calls on source and target.
final class Prices {
    private static final String RATIO_OF_CHIPS = "Measured time times what the chips differ by. ";

    private final Pricer source;
    private final Pricer target;
    private final Ratios ratios;

    Prices(Machine from, Machine to) {
        this.source = new Pricer(from);
        this.target = new Pricer(to);
        this.ratios = new Ratios(from, to, source, target);
    }

    /// The uses of a call by their index, which share its price in proportion to their measured time.
    Map<Integer, RepricedUse> of(Profile profile, Call call) {
        Map<Integer, RepricedUse> found = new HashMap<>();
        for (int index : call.uses()) {
            Use use = profile.uses().get(index);
            double share = call.seconds() > 0 ? use.seconds() / call.seconds() : 1.0 / call.uses().size();
            found.put(index, use(use, call, share));
        }
        return found;
    }

    private RepricedUse use(Use use, Call call, double share) {
        return switch (call.recognised()) {
            case Recognised.Computed c -> shaped(use, call, share, source.price(c.operators()), target.price(c.operators()), c.assumed());
            case Recognised.Exchanged e -> shaped(use, call, share, source.price(e.collective()), target.price(e.collective()), "");
            case Recognised.Moved m -> new RepricedUse(use, m, Optional.empty(), ratios.copy(use, m.bytes()).times(use.count()), RepricedUse.Method.RATIO, "By the bandwidth of the links to the host.");
            case Recognised.Unshaped u -> new RepricedUse(use, u, Optional.empty(), ratios.of(u.nature(), use.each()).times(use.count()), RepricedUse.Method.RATIO, RATIO_OF_CHIPS + u.why());
            case Recognised.Unknown u -> new RepricedUse(use, u, Optional.empty(), ratios.of(Kernel.Nature.UNKNOWN, use.each()).times(use.count()),
                    RepricedUse.Method.RATIO, RATIO_OF_CHIPS + u.why());
        };
    }

    private RepricedUse shaped(Use use, Call call, double share, Optional<Pricer.Price> here, Optional<Pricer.Price> there, String assumed) {
        double times = call.calls() * share;
        Optional<Interval> onSource = here.map(p -> p.cost().interval().times(times));
        if (there.isEmpty()) {
            return new RepricedUse(use, call.recognised(), onSource, ratios.of(Kernel.Nature.UNKNOWN, use.each()).times(use.count()), RepricedUse.Method.RATIO,
                    RATIO_OF_CHIPS + "The target has no price for it.");
        }
        Interval onTarget = there.get().cost().interval().times(times);
        String why = String.join(" ", List.of(there.get().why(), there.get().substitution(), assumed)).strip().replaceAll(" +", " ");
        return new RepricedUse(use, call.recognised(), onSource, onTarget, RepricedUse.Method.SHAPE, why);
    }
}
