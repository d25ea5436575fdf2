package dev.podwright.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The most cube-like part of a torus with a given number of chips.
final class TorusSlice {
    private TorusSlice() {}

    /// Lengths of at most `dims` whose product is `chips`, with the smallest sum.
    static Optional<List<Integer>> of(List<Integer> dims, int chips) {
        List<List<Integer>> found = new ArrayList<>();
        collect(dims, chips, List.of(), found);
        return found.stream().min(Comparator.comparingInt(TorusSlice::sum));
    }

    private static void collect(List<Integer> dims, int left, List<Integer> chosen, List<List<Integer>> found) {
        if (chosen.size() == dims.size()) {
            if (left == 1) {
                found.add(chosen);
            }
            return;
        }
        for (int length = 1; length <= Math.min(left, dims.get(chosen.size())); length++) {
            if (left % length == 0) {
                List<Integer> longer = new ArrayList<>(chosen);
                longer.add(length);
                collect(dims, left / length, longer, found);
            }
        }
    }

    private static int sum(List<Integer> lengths) {
        return lengths.stream().mapToInt(Integer::intValue).sum();
    }
}
