package dev.podwright.repricing;

import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Quantity;
import dev.podwright.document.InputException;
import dev.podwright.fabric.Collective;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prices one call on one machine, each shape once.
final class Pricer {
    /// A price with what it rests on.
    ///
    /// @param reach from the fast end of the fastest library to the slow end of the slowest that was measured on the chip
    /// @param why full sentences
    record Price(Cost cost, Interval reach, String why, String substitution) {}

    private final Machine machine;
    private final Map<List<Operator>, Optional<Price>> known = new HashMap<>();
    private final Map<Collective, Optional<Price>> exchanges = new HashMap<>();

    Pricer(Machine machine) {
        this.machine = machine;
    }

    /// Operators one after another; empty if the machine's chip has no price for one of them.
    Optional<Price> price(List<Operator> operators) {
        return known.computeIfAbsent(operators, this::priced);
    }

    private Optional<Price> priced(List<Operator> operators) {
        List<Precisions.Fitted> fitted = new ArrayList<>();
        for (Operator operator : operators) {
            Optional<Precisions.Fitted> found = Precisions.on(machine.chip(), operator);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            fitted.add(found.get());
        }
        Optional<Cost> cost = cost(machine.kernels(), fitted);
        if (cost.isEmpty()) {
            return Optional.empty();
        }
        Interval reach = cost.get().interval();
        for (Kernels library : machine.libraries()) {
            Optional<Interval> other = cost(library, fitted).map(Cost::interval);
            if (other.isPresent()) {
                reach = new Interval(Math.min(reach.low(), other.get().low()), reach.value(), Math.max(reach.high(), other.get().high()));
            }
        }
        String why = cost.get().leaves().stream().map(Cost::why).distinct().collect(Collectors.joining("; "));
        String substitution = fitted.stream().map(Precisions.Fitted::substitution).filter(s -> !s.isEmpty()).distinct().collect(Collectors.joining(" "));
        return Optional.of(new Price(cost.get(), reach, "%s: %s.".formatted(machine.chip().name(), why), substitution));
    }

    private static Optional<Cost> cost(Kernels kernels, List<Precisions.Fitted> fitted) {
        List<Cost> parts = new ArrayList<>();
        for (Precisions.Fitted each : fitted) {
            try {
                Cost cost = kernels.price(each.operator());
                parts.add(each.doubt() == 1 ? cost : Cost.leaf(cost.name(), cost.seconds(), cost.ideal(), cost.bound(), cost.spread().widened(each.doubt()), cost.why()));
            } catch (InputException none) {
                return Optional.empty();
            }
        }
        return Optional.of(parts.size() == 1 ? parts.getFirst() : Cost.sequence("sequence", "one after another", parts));
    }

    /// Within what a measured time of the operators lies if they ran here: what fits the cache may never have reached memory, and is then as short as a launch.
    Optional<Interval> expected(List<Operator> operators) {
        double cache = machine.chip().find(Figure.CACHE_CAPACITY).map(Quantity::si).orElse(0.0);
        boolean cached = operators.stream().allMatch(o -> o instanceof Operator.Stream && o.bytes() <= cache);
        return price(operators).map(p -> cached ? new Interval(Math.min(p.reach().low(), launch()), p.reach().value(), p.reach().high()) : p.reach());
    }

    private double launch() {
        return price(List.of(new Operator.Stream("launch", 1, 0, Precision.BF16))).map(p -> p.cost().interval().low()).orElse(0.0);
    }

    /// Empty if the machine is too small for the group or a link's bandwidth is not known.
    Optional<Price> price(Collective collective) {
        return exchanges.computeIfAbsent(collective, this::exchanged);
    }

    private Optional<Price> exchanged(Collective collective) {
        try {
            Cost cost = machine.fabric().price(collective.getClass().getSimpleName(), collective);
            return Optional.of(new Price(cost, cost.interval(), "%s: %s.".formatted(machine.pod().name(), cost.why()), ""));
        } catch (InputException tooSmall) {
            return Optional.empty();
        }
    }
}
