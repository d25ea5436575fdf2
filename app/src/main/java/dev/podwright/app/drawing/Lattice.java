package dev.podwright.app.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Meshes and tori, recognised by who the neighbours of the first member are.
///
/// @param dimensions from the inside out
record Lattice(List<Dimension> dimensions) {

    /// @param length members along it
    /// @param full whether any two of them are joined; else a ring
    record Dimension(int length, boolean full) {}

    Lattice {
        dimensions = List.copyOf(dimensions);
    }

    /// @param neighbours of member 0
    static Optional<Lattice> of(int members, SortedSet<Integer> neighbours) {
        return from(1, members, neighbours).map(Lattice::new);
    }

    /// Dimensions whose steps are at least `stride`.
    private static Optional<List<Dimension>> from(int stride, int members, SortedSet<Integer> neighbours) {
        if (stride == members) {
            return Optional.of(List.of());
        }
        for (int length = 2; length * stride <= members; length++) {
            if (members % (length * stride) != 0) {
                continue;
            }
            SortedSet<Integer> here = neighbours.subSet(stride, length * stride);
            boolean full = here.equals(steps(stride, length, true));
            if (full || here.equals(steps(stride, length, false))) {
                Optional<List<Dimension>> rest = from(stride * length, members, neighbours);
                if (rest.isPresent()) {
                    List<Dimension> all = new ArrayList<>(List.of(new Dimension(length, full)));
                    all.addAll(rest.get());
                    return Optional.of(all);
                }
            }
        }
        return Optional.empty();
    }

    private static TreeSet<Integer> steps(int stride, int length, boolean full) {
        TreeSet<Integer> steps = new TreeSet<>();
        for (int k = 1; k < length; k++) {
            if (full || k == 1 || k == length - 1) {
                steps.add(k * stride);
            }
        }
        return steps;
    }

    boolean allFull() {
        return dimensions.stream().allMatch(Dimension::full);
    }
}
