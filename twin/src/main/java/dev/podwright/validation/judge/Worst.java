package dev.podwright.validation.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The few rows of each kind that are farthest off, whichever way: half as much is as bad as twice as much.
final class Worst {
    private static final int KEPT = 5;

    private final TreeMap<Kind, List<Far>> byKind = new TreeMap<>();

    /// @param distance |ln(predicted / measured)|
    private record Far(double distance, JudgedRow row) {}

    void add(JudgedRow row) {
        row.error().ifPresent(error -> {
            List<Far> far = byKind.computeIfAbsent(row.kind(), _ -> new ArrayList<>());
            double distance = Math.abs(Math.log1p(error));
            if (far.size() < KEPT || distance > far.getLast().distance) {
                far.add(new Far(distance, row));
                far.sort(Comparator.comparingDouble(Far::distance).reversed());
                far.subList(Math.min(KEPT, far.size()), far.size()).clear();
            }
        });
    }

    SequencedMap<Kind, List<JudgedRow>> all() {
        TreeMap<Kind, List<JudgedRow>> all = new TreeMap<>();
        byKind.forEach((kind, far) -> all.put(kind, far.stream().map(Far::row).toList()));
        return all;
    }
}
