package dev.podwright.repricing;

import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Quantity;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Precision;
import dev.podwright.units.Spread;
import java.util.List;
import java.util.Optional;

/// Times of tasks whose sizes are not known: measured time times what the chips differ by in that which may bound the task.
final class Ratios {
    /// Sizes at which memory and matrix units are the limit of any chip of the catalogue: probes, not measurements.
    private static final double MUCH_TRAFFIC = 1e9;
    private static final double EDGE = 8192;
    private static final double LITTLE = 1;
    private static final double LONG_MESSAGE = 256e6;
    private static final double SHORT_MESSAGE = 64e3;
    /// Of a server, where the profile does not tell.
    private static final int USUAL_RANKS = 8;
    /// A copy that reaches this share of the host link is taken to be limited by it; a slower one by the host's memory (pageable copies are).
    private static final double LINK_BOUND = 0.5;

    private final Pricer source;
    private final Pricer target;
    private final Machine from;
    private final Machine to;

    Ratios(Machine from, Machine to, Pricer source, Pricer target) {
        this.from = from;
        this.to = to;
        this.source = source;
        this.target = target;
    }

    /// Seconds of one task on the target that takes `seconds` on the source.
    Interval of(Kernel.Nature nature, double seconds) {
        Interval memory = memory(seconds);
        return switch (nature) {
            case TRAFFIC -> memory;
            case PRODUCT, ATTENTION, EXPERTS, UNKNOWN -> either(memory, compute(seconds));
            case EXCHANGE -> exchange(Group.adjacent(USUAL_RANKS), seconds);
        };
    }

    /// The same for an exchange of a known group.
    Interval exchange(Group group, double seconds) {
        Optional<Interval> longest = scaled(new Collective.AllReduce(LONG_MESSAGE, group), seconds);
        Optional<Interval> shortest = scaled(new Collective.AllReduce(SHORT_MESSAGE, group), seconds);
        if (longest.isEmpty() || shortest.isEmpty()) {
            return Interval.exact(seconds);
        }
        return either(longest.get(), shortest.get());
    }

    /// Between the limits: the geometric mean, as neither is more likely.
    private static Interval either(Interval one, Interval other) {
        return new Interval(Math.min(one.low(), other.low()), Math.sqrt(one.value() * other.value()), Math.max(one.high(), other.high()));
    }

    /// As many bytes as the source moves in that time, launch not counted.
    private Interval memory(double seconds) {
        Optional<Pricer.Price> here = source.price(List.of(traffic(MUCH_TRAFFIC)));
        Optional<Pricer.Price> there = target.price(List.of(traffic(MUCH_TRAFFIC)));
        if (here.isEmpty() || there.isEmpty()) {
            double ratio = from.chip().need(Figure.MEMORY_BANDWIDTH) / to.chip().need(Figure.MEMORY_BANDWIDTH);
            return Interval.exact(seconds * ratio);
        }
        double launchHere = source.price(List.of(traffic(LITTLE))).orElseThrow().cost().seconds();
        double launchThere = target.price(List.of(traffic(LITTLE))).orElseThrow().cost().seconds();
        double slopeHere = here.get().cost().seconds() - launchHere;
        double slopeThere = there.get().cost().seconds() - launchThere;
        double value = seconds <= launchHere ? seconds / launchHere * launchThere : launchThere + (seconds - launchHere) * slopeThere / slopeHere;
        return around(value, Cost.ratio(there.get().cost(), here.get().cost()));
    }

    private Interval compute(double seconds) {
        Operator probe = new Operator.Gemm("probe", 1, EDGE, EDGE, EDGE, Precision.BF16, Precision.BF16, Precision.BF16);
        Optional<Pricer.Price> here = source.price(List.of(probe));
        Optional<Pricer.Price> there = target.price(List.of(probe));
        return here.isEmpty() || there.isEmpty() ? memory(seconds)
                : around(seconds * there.get().cost().seconds() / here.get().cost().seconds(), Cost.ratio(there.get().cost(), here.get().cost()));
    }

    private Optional<Interval> scaled(Collective collective, double seconds) {
        Optional<Pricer.Price> here = source.price(collective);
        Optional<Pricer.Price> there = target.price(collective);
        return here.isEmpty() || there.isEmpty() || here.get().cost().seconds() == 0 ? Optional.empty()
                : Optional.of(around(seconds * there.get().cost().seconds() / here.get().cost().seconds(), Cost.ratio(there.get().cost(), here.get().cost())));
    }

    private static Interval around(double value, Spread spread) {
        return spread.around(value);
    }

    private static Operator traffic(double bytes) {
        return new Operator.Stream("probe", bytes, 0, Precision.BF16);
    }

    /// Seconds of one copy over the host link. As measured where the links are not known, or where the copy does not make use of the source's.
    Interval copy(Use use, double bytes) {
        double seconds = use.each();
        Optional<Quantity> here = from.chip().find(Figure.HOST_BANDWIDTH);
        Optional<Quantity> there = to.chip().find(Figure.HOST_BANDWIDTH);
        if (here.isEmpty() || there.isEmpty() || !(seconds > 0)) {
            return Interval.exact(seconds);
        }
        double scaled = seconds * here.get().si() / there.get().si();
        boolean bound = bytes / seconds >= LINK_BOUND * here.get().si();
        return Interval.spanning(bound ? scaled : seconds, seconds, scaled);
    }
}
