package dev.podwright.diagnosis;

import dev.podwright.units.Interval;

/// Adds up what findings may save of a mean step.
final class Loss {
    private Interval sum = Interval.exact(0);

    void add(Interval seconds) {
        sum = Job.sum(sum, seconds);
    }

    Interval seconds() {
        return sum;
    }
}
