package dev.podwright.survey;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.network.collective.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Operations by the names that people and test programs give them.
public final class OperationNames {
    /// Operations of a group that bytes alone describe.
    public static final List<Operation> ALL = List.of(Operation.ALL_REDUCE, Operation.ALL_GATHER, Operation.REDUCE_SCATTER, Operation.ALL_TO_ALL,
            Operation.BROADCAST, Operation.SEND_RECEIVE);

    private OperationNames() {}

    /// Such as `all-reduce`.
    public static String of(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The operation called `name`, also written `all_reduce` or `allreduce`.
    public static Optional<Operation> find(String name) {
        String bare = bare(name);
        return switch (bare) {
            case "sendrecv", "p2p" -> Optional.of(Operation.SEND_RECEIVE);
            default -> ALL.stream().filter(o -> bare(o.name()).equals(bare)).findFirst();
        };
    }

    /// @throws InputException if there is none
    public static Operation named(String name) {
        return find(name).orElseThrow(() -> {
            List<String> names = ALL.stream().map(OperationNames::of).toList();
            String maybe = Nearest.maybe(name, names);
            return new InputException("There is no operation \"%s\".".formatted(name), (maybe.isEmpty() ? "" : maybe + " ") + "Operations: " + String.join(", ", names) + ".");
        });
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
