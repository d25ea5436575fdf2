package dev.podwright.network.fault;

import dev.podwright.network.topology.Wired;
import java.util.ArrayList;
import java.util.List;

/// One fault of each kind that a network can have. Things of a kind lie alike in the systems here, so that the first stands for all.
public final class Representatives {
    private Representatives() {}

    /// One card, one cable of each type, one switch of each tier, one plane: from the least to the most.
    public static List<Fault> of(Wired wired) {
        Kinds kinds = new Kinds(wired);
        List<Fault> faults = new ArrayList<>();
        List<Kinds.Kind> all = kinds.all().values().stream().filter(k -> k.items().length > 0).toList();
        all.stream().filter(Kinds.Kind::cables).forEach(k -> faults.add(new Fault.One(k.name(), 0)));
        all.stream().filter(k -> !k.cables()).forEach(k -> faults.add(new Fault.One(k.name(), 0)));
        if (Planes.of(wired.network()).size() > 1) {
            faults.add(new Fault.Plane(0));
        }
        return faults;
    }
}
