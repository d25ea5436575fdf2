package dev.podwright.app.drawing;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Which of many alike are drawn.
final class Choice {
    private Choice() {}

    /// At most `most` of `all`, in order: the last, what must be seen, then the first ones.
    static <T> List<T> of(List<T> all, int most, Predicate<T> must) {
        if (all.size() <= most) {
            return all;
        }
        TreeSet<Integer> chosen = new TreeSet<>(List.of(0, all.size() - 1));
        IntStream.range(0, all.size()).filter(i -> must.test(all.get(i))).limit(Math.max(0, most - chosen.size())).forEach(chosen::add);
        for (int i = 0; chosen.size() < most; i++) {
            chosen.add(i);
        }
        return chosen.stream().map(all::get).toList();
    }
}
