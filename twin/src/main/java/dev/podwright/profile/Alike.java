package dev.podwright.profile;

import java.util.List;
import java.util.Optional;

/// What tasks of one [Use] have in common; the components are those of [Use].
///
/// @param bytes that each copy or memset moves
public record Alike(Use.Kind kind, String kernel, String operator, List<String> parents, List<Use.Tensor> inputs, List<Use.Tensor> outputs, List<String> scalars,
                    String core, boolean graph, Optional<Use.Exchange> exchange, double bytes) {
    public Alike {
        parents = List.copyOf(parents);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        scalars = List.copyOf(scalars);
    }

    /// A kernel of which nothing but the name is known.
    public static Alike kernel(String name) {
        return new Alike(Use.Kind.KERNEL, name, "", List.of(), List.of(), List.of(), List.of(), "", false, Optional.empty(), 0);
    }
}
