package dev.podwright.repricing;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Use;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Spread;
import dev.podwright.units.Tie;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Prices the uses of calls on source and target.
final class Prices {
    private static final String BY_RATIO = "Measured time times what the chips differ by. ";
    private static final String AS_MEASURED = "Taken over as measured. ";

    private final Pricer source;
    private final Pricer target;
    private final Ratios ratios;
    private final Carry carry;
    private final boolean samePod;

    Prices(Machine from, Machine to) {
        this.source = new Pricer(from);
        this.target = new Pricer(to);
        this.ratios = new Ratios(from, to, source, target);
        this.carry = Carry.between(from.chip(), to.chip());
        this.samePod = from.pod().id().equals(to.pod().id());
    }

    /// A use with its price as a leaf of a cost tree.
    ///
    /// @param substitution what stands in for a missing precision; may be empty
    record Priced(RepricedUse use, Cost cost, String substitution) {}

    /// The uses of a call by their index, which share its price in proportion to their measured time.
    Map<Integer, Priced> of(Profile profile, Call call) {
        Map<Integer, Priced> found = new HashMap<>();
        for (int index : call.uses()) {
            Use use = profile.uses().get(index);
            double share = call.seconds() > 0 ? use.seconds() / call.seconds() : 1.0 / call.uses().size();
            found.put(index, use(use, call, share));
        }
        return found;
    }

    private Priced use(Use use, Call call, double share) {
        return switch (call.recognised()) {
            case Recognised.Computed c -> computed(use, call, share, c);
            case Recognised.Exchanged e -> exchanged(use, e);
            case Recognised.Moved m -> scaled(use, m, ratios.copy(use, m.bytes()), Optional.empty(), "By the bandwidth of the links to the host.");
            case Recognised.Unshaped u -> scaled(use, u, unshaped(use, u), Optional.empty(), BY_RATIO + u.why());
            case Recognised.Unknown u -> scaled(use, u, ratios.of(Kernel.Nature.UNKNOWN, use.each()), Optional.empty(), BY_RATIO + u.why());
        };
    }

    private Interval unshaped(Use use, Recognised.Unshaped unshaped) {
        int ranks = use.exchange().map(Use.Exchange::ranks).orElse(0);
        boolean group = unshaped.nature() == Kernel.Nature.EXCHANGE && ranks > 1;
        return group ? ratios.exchange(Exchanges.group(ranks, use.exchange().orElseThrow().members()), use.each()) : ratios.of(unshaped.nature(), use.each());
    }

    /// @param each seconds of one task on the target
    private Priced scaled(Use use, Recognised recognised, Interval each, Optional<Interval> onSource, String why) {
        RepricedUse.Method method = each.low() == use.each() && each.high() == use.each() ? RepricedUse.Method.AS_MEASURED : RepricedUse.Method.RATIO;
        String how = method == RepricedUse.Method.AS_MEASURED ? why.replace(BY_RATIO, AS_MEASURED) : why;
        RepricedUse repriced = new RepricedUse(use, recognised, onSource, each.times(use.count()), method, how);
        // What is scaled alike errs alike.
        return new Priced(repriced, leaf(use, each, use.count(), "ratio of %s".formatted(SelfCheck.nature(recognised)), Tie.SOURCE), "");
    }

    private Priced computed(Use use, Call call, double share, Recognised.Computed computed) {
        double times = call.calls() * share;
        Optional<Pricer.Price> there = target.price(computed.operators());
        Optional<Interval> expected = source.expected(computed.operators());
        Optional<Interval> onSource = expected.map(i -> i.times(times));
        if (there.isEmpty() || computed.operators().isEmpty()) {
            Kernel.Nature nature = SelfCheck.nature(computed).orElse(Kernel.Nature.UNKNOWN);
            return scaled(use, computed, ratios.of(nature, use.each()), onSource, BY_RATIO + "The target has no price for these shapes.");
        }
        Cost cost = there.get().cost();
        Interval each = expected.map(h -> carry.estimate(call.seconds() / call.calls(), h, carry.goes() ? cost.interval() : there.get().reach(), cost.ideal())).orElse(there.get().reach());
        String why = String.join(" ", List.of(there.get().why(), there.get().substitution(), computed.assumed())).strip().replaceAll(" +", " ");
        return new Priced(new RepricedUse(use, computed, onSource, each.times(times), RepricedUse.Method.SHAPE, why),
                leaf(use, each, times, cost.why(), cost.spread().tie()), there.get().substitution());
    }

    /// Ranks that come early wait for the last inside the exchange: what tasks take beyond the fastest of their kind. That depends on the other ranks; it is
    /// taken over as measured, at the fast end left out.
    private Priced exchanged(Use use, Recognised.Exchanged exchanged) {
        Optional<Pricer.Price> here = source.price(exchanged.collective());
        Optional<Pricer.Price> there = target.price(exchanged.collective());
        double wait = Math.max(0, use.each() - use.shortest());
        Optional<Interval> onSource = here.map(p -> later(p.cost().interval(), 0, wait).times(use.count()));
        if (there.isEmpty()) {
            return scaled(use, exchanged, ratios.of(Kernel.Nature.EXCHANGE, use.each()), onSource,
                    BY_RATIO + "The target has too few ranks for the group, or a link whose bandwidth nobody has published.");
        }
        Cost cost = there.get().cost();
        Carry along = samePod ? Carry.ITSELF : carry == Carry.ITSELF ? Carry.FAMILY : carry;
        Interval transfer = here.map(h -> along.estimate(use.each() - wait, h.cost().interval(), cost.interval(), cost.ideal())).orElse(cost.interval());
        Interval each = later(transfer, wait, wait);
        String why = there.get().why() + (wait > 0 ? " Waiting for other ranks is taken over as measured." : "");
        return new Priced(new RepricedUse(use, exchanged, onSource, each.times(use.count()), RepricedUse.Method.SHAPE, why),
                leaf(use, each, use.count(), cost.why(), cost.spread().tie()), "");
    }

    private static Interval later(Interval interval, double value, double high) {
        return new Interval(interval.low(), interval.value() + value, interval.high() + high);
    }

    private static Cost leaf(Use use, Interval each, double times, String why, Tie tie) {
        Spread spread = each.low() > 0 ? new Spread(Math.log(each.low() / each.value()), Math.log(each.high() / each.value()), tie) : Spread.NONE;
        return Cost.leaf(use.kernel(), each.value(), 0, Bound.MIXED, spread, why).repeated(times);
    }
}
