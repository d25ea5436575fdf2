package dev.podwright.trace;

import java.util.List;
import java.util.random.RandomGenerator;

/// One client of a service, as ServeGen describes it: how often it asks, window by window, and how long its requests are.
///
/// @param starts of the windows of its rate, seconds; ascending
/// @param gaps between its requests in each; null where it asks nothing
/// @param lengthStarts of the windows of its lengths; ascending
record ServeGenClient(double[] starts, Gaps[] gaps, double[] lengthStarts, List<LengthWindow> lengths) {
    /// Mean gaps after which nobody can tell when the client began.
    private static final int WARM = 50;

    /// Lengths in one window.
    ///
    /// @param media kinds of other input, such as images: each with its number and tokens
    record LengthWindow(Histogram text, Histogram output, List<Medium> media) {

        double meanInput() {
            return text.mean() + media.stream().mapToDouble(m -> m.count().mean() * m.tokens().mean()).sum();
        }

        long longestInput() {
            return text.longest() + media.stream().mapToLong(m -> (long) m.count().longest() * m.tokens().longest()).sum();
        }
    }

    /// Images, audio or video of a request.
    ///
    /// @param tokens of each
    record Medium(boolean image, Histogram count, Histogram tokens) {}

    LengthWindow lengthsAt(double time) {
        int at = 0;
        while (at + 1 < lengthStarts.length && lengthStarts[at + 1] <= time) {
            at++;
        }
        return lengths.get(at);
    }

    private double end(int window, double to) {
        return window + 1 < starts.length ? Math.min(to, starts[window + 1]) : to;
    }

    /// Requests expected from `from` to `to`.
    double expected(double from, double to) {
        double sum = 0;
        for (int i = 0; i < starts.length; i++) {
            double seconds = end(i, to) - Math.max(from, starts[i]);
            sum += gaps[i] == null || seconds <= 0 ? 0 : seconds * gaps[i].rate();
        }
        return sum;
    }

    /// When the next request comes after one at `time`: gaps are drawn on a clock that runs as fast as the client asks, so that a gap may
    /// reach into the next window and every window keeps its rate.
    ///
    /// @param factor on the rate
    /// @return infinity if none comes before `to`
    double after(double time, double to, double factor, RandomGenerator random) {
        return advanced(time, to, factor, law(time).at(1).draw(random));
    }

    /// When the first comes: the clock has run long before.
    double first(double from, double to, double factor, RandomGenerator random) {
        Gaps law = law(from).at(1);
        double clock = -WARM * (1 + random.nextDouble());
        while (clock <= 0) {
            clock += law.draw(random);
        }
        return advanced(from, to, factor, clock);
    }

    private double advanced(double time, double to, double factor, double requests) {
        double left = requests / factor;
        for (int i = window(time); i < starts.length; i++) {
            double from = Math.max(time, starts[i]);
            double seconds = end(i, to) - from;
            if (gaps[i] != null && seconds > 0) {
                double within = seconds * gaps[i].rate();
                if (left < within) {
                    return from + left / gaps[i].rate();
                }
                left -= within;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private int window(double time) {
        int at = 0;
        while (at + 1 < starts.length && starts[at + 1] <= time) {
            at++;
        }
        return at;
    }

    /// The law at a time, or the next one.
    private Gaps law(double time) {
        for (int i = window(time); i < starts.length; i++) {
            if (gaps[i] != null) {
                return gaps[i];
            }
        }
        return Gaps.poisson(1);
    }
}
