package dev.podwright.app.report;

import java.util.List;
import java.util.stream.IntStream;

/// A few of many, evenly spread, the first and the last among them.
final class Evenly {
    private Evenly() {}

    static List<Integer> of(int count, int most) {
        return count <= most ? IntStream.range(0, count).boxed().toList()
                : IntStream.range(0, most).mapToObj(i -> (int) Math.round(i * (count - 1.0) / (most - 1))).toList();
    }
}
