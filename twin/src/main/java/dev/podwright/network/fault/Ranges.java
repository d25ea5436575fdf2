package dev.podwright.network.fault;

import java.util.ArrayList;
import java.util.List;

/// Numbers in words: `0–191, 256, 300–767`.
public final class Ranges {
    /// A message stays readable when every second number is missing.
    private static final int MOST = 6;

    private Ranges() {}

    /// @param numbers in rising order
    public static String of(int[] numbers) {
        List<String> runs = new ArrayList<>();
        int more = 0;
        for (int i = 0; i < numbers.length;) {
            int end = i;
            while (end + 1 < numbers.length && numbers[end + 1] == numbers[end] + 1) {
                end++;
            }
            if (runs.size() < MOST) {
                runs.add(i == end ? "" + numbers[i] : end == i + 1 ? "%d, %d".formatted(numbers[i], numbers[end]) : "%d–%d".formatted(numbers[i], numbers[end]));
            } else {
                more += end - i + 1;
            }
            i = end + 1;
        }
        return String.join(", ", runs) + (more > 0 ? " and %d more".formatted(more) : "");
    }
}
