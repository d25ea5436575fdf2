package dev.podwright.serving;

import java.util.function.DoublePredicate;

/// Where a predicate that holds below and fails above changes.
public final class Bisection {
    private Bisection() {}

    /// The largest number found between `low` and `high` at which `below` holds, to within their distance halved so many
    /// times; `low` if it holds nowhere.
    public static double crossing(double low, double high, int halvings, DoublePredicate below) {
        double from = low;
        double to = high;
        for (int i = 0; i < halvings; i++) {
            double middle = (from + to) / 2;
            if (below.test(middle)) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
