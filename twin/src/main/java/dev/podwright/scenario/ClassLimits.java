package dev.podwright.scenario;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.workload.Limits;
import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the limits that single requests of a kind are held to: those of the kind's own (`limits.classes`) before those of all requests,
/// those before what is usual for the kind.
final class ClassLimits {
    private static final double MILLI = 1e-3;

    private ClassLimits() {}

    /// `ttft_ms` and `tpot_ms` of an object; infinite where not given.
    static Limits limits(Node node) {
        return new Limits(seconds(node.find("ttft_ms")), seconds(node.find("tpot_ms")));
    }

    /// The mix, each class with its limits.
    ///
    /// @throws InputException if limits are given for a class that the mix has not
    static RequestMix laidOver(RequestMix mix, Optional<Node> limits) {
        if (limits.isEmpty()) {
            return mix;
        }
        Limits all = limits(limits.get());
        Map<String, Node> own = limits.get().find("classes").map(Node::fields).orElse(Map.of());
        List<String> names = mix.classes().stream().map(RequestClass::name).toList();
        own.forEach((name, node) -> {
            if (!names.contains(name) && !mix.unserved().contains(name)) {
                throw new InputException("%s: the workload has no class %s.".formatted(node.place(), name), "It has %s. %s".formatted(String.join(", ", names), Nearest.maybe(name, names)).strip());
            }
            node.allowOnly(List.of("ttft_ms", "tpot_ms"));
        });
        return new RequestMix(mix.classes().stream().map(c -> {
            Limits common = c.limits().under(all);
            return c.within(own.containsKey(c.name()) ? common.under(limits(own.get(c.name()))) : common);
        }).toList(), mix.unserved(), mix.remarks());
    }

    private static double seconds(Optional<Node> node) {
        return node.map(n -> n.positive() * MILLI).orElse(Double.POSITIVE_INFINITY);
    }
}
