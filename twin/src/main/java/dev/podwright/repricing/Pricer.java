package dev.podwright.repricing;

import dev.podwright.document.InputException;
import dev.podwright.fabric.Collective;
import dev.podwright.model.Operator;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Prices one call on one machine, each shape once.
final class Pricer {
    /// A price with what it rests on.
    ///
    /// @param why full sentences
    record Price(Cost cost, String why, String substitution) {}

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
        List<Cost> parts = new ArrayList<>();
        TreeSet<String> substitutions = new TreeSet<>();
        for (Operator operator : operators) {
            Optional<Precisions.Fitted> fitted = Precisions.on(machine.chip(), operator);
            if (fitted.isEmpty()) {
                return Optional.empty();
            }
            if (!fitted.get().substitution().isEmpty()) {
                substitutions.add(fitted.get().substitution());
            }
            try {
                Cost cost = machine.kernels().price(fitted.get().operator());
                parts.add(fitted.get().doubt() == 1 ? cost : Cost.leaf(cost.name(), cost.seconds(), cost.ideal(), cost.bound(), cost.spread().widened(fitted.get().doubt()), cost.why()));
            } catch (InputException none) {
                return Optional.empty();
            }
        }
        Cost cost = parts.size() == 1 ? parts.getFirst() : Cost.sequence(operators.getFirst().name(), "one after another", parts);
        String why = cost.leaves().stream().map(Cost::why).distinct().collect(Collectors.joining("; "));
        return Optional.of(new Price(cost, "%s: %s.".formatted(machine.chip().name(), why), String.join(" ", substitutions)));
    }

    /// Empty if the machine is too small for the group or a link's bandwidth is not known.
    Optional<Price> price(Collective collective) {
        return exchanges.computeIfAbsent(collective, this::exchanged);
    }

    private Optional<Price> exchanged(Collective collective) {
        try {
            Cost cost = machine.fabric().price(collective.getClass().getSimpleName(), collective);
            return Optional.of(new Price(cost, "%s: %s.".formatted(machine.pod().name(), cost.why()), ""));
        } catch (InputException tooSmall) {
            return Optional.empty();
        }
    }
}
