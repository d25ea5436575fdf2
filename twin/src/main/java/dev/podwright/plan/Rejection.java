package dev.podwright.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One candidate that is out.
///
/// @param role what it would have been
/// @param layout its layout, of both pools where a pair is out; of a training job the whole setup
/// @param margin how far it misses, as a factor above 1 (needed / available)
/// @param detail the numbers, in words
public record Rejection(Constraint constraint, Role role, String layout, double margin, String detail) {

    /// Role and layout, such as `decode pool tp2 dp8 ep16`.
    public String candidate() {
        return role.label() + " " + layout;
    }

    /// All candidates out for one reason.
    ///
    /// @param nearest the one that misses least
    public record Summary(Constraint constraint, int count, Rejection nearest) {}

    /// One summary per constraint, in the order of [Constraint].
    public static List<Summary> summarise(List<Rejection> rejections) {
        Map<Constraint, List<Rejection>> byConstraint = new EnumMap<>(Constraint.class);
        rejections.forEach(r -> byConstraint.computeIfAbsent(r.constraint, _ -> new ArrayList<>()).add(r));
        return byConstraint.entrySet().stream()
                .map(e -> new Summary(e.getKey(), e.getValue().size(),
                        e.getValue().stream().min(Comparator.comparingDouble(Rejection::margin)).orElseThrow()))
                .toList();
    }
}
