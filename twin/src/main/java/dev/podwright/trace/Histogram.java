package dev.podwright.trace;

import dev.podwright.document.Node;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Lengths by their probability.
final class Histogram {
    private final int[] lengths;
    /// Of each length and all before it; the last is 1.
    private final double[] cumulative;
    private final double mean;

    private Histogram(int[] lengths, double[] weights, double sum) {
        this.lengths = lengths;
        this.cumulative = weights;
        double before = 0;
        double expected = 0;
        for (int i = 0; i < weights.length; i++) {
            expected += lengths[i] * weights[i] / sum;
            before += weights[i] / sum;
            weights[i] = before;
        }
        this.mean = expected;
    }

    /// The histogram written as `{length: probability, …}`; null if it is empty.
    ///
    /// @throws dev.podwright.document.InputException if it is written otherwise
    static Histogram of(Node node) {
        String text = node.text().strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw wrong(node);
        }
        String[] pairs = text.substring(1, text.length() - 1).split(",");
        int[] lengths = new int[pairs.length];
        double[] weights = new double[pairs.length];
        double sum = 0;
        int count = 0;
        for (String pair : pairs) {
            int colon = pair.indexOf(':');
            if (colon < 0 && pair.isBlank() && pairs.length == 1) {
                return null;
            }
            double length = number(pair.substring(0, Math.max(colon, 0)));
            double weight = number(pair.substring(colon + 1));
            if (!(length >= 0 && length <= Integer.MAX_VALUE) || !(weight >= 0)) {
                throw wrong(node);
            }
            if (weight > 0) {
                lengths[count] = (int) Math.round(length);
                weights[count++] = weight;
                sum += weight;
            }
        }
        return count == 0 ? null : new Histogram(Arrays.copyOf(lengths, count), Arrays.copyOf(weights, count), sum);
    }

    private static double number(String text) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.US_ASCII);
        return Text.number(bytes, 0, bytes.length);
    }

    private static RuntimeException wrong(Node node) {
        return node.wrong("lengths with their probabilities, such as {45: 0.25, 46: 0.75}", "");
    }

    int draw(RandomGenerator random) {
        int at = Arrays.binarySearch(cumulative, random.nextDouble());
        return lengths[Math.min(at < 0 ? -at - 1 : at + 1, lengths.length - 1)];
    }

    double mean() {
        return mean;
    }

    int longest() {
        return Arrays.stream(lengths).max().orElseThrow();
    }
}
