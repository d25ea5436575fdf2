package dev.podwright.calibration;

import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;

/// A [Forest] as a short text: its distinct questions in ascending order, then each tree's questions by their number, then the leaves, in
/// Golomb-Rice codes (Rice, JPL 79-22), as Base64. The same forest gives the same text on every machine, which a general
/// compressor does not promise.
final class ForestText {
    private static final int COUNT_BITS = 6;
    private static final int PARAMETER_BITS = 4;
    private static final int MOST_PARAMETER = 12;
    /// Cuts from 2^-64 to 2^64.
    private static final int SPAN = 128 * Forest.CUTS_PER_OCTAVE;

    private ForestText() {}

    static String of(Forest forest) {
        if (forest.isEmpty()) {
            return "";
        }
        long[] questions = IntStream.range(0, forest.traits().length).mapToLong(i -> key(forest, i)).toArray();
        long[] distinct = Arrays.stream(questions).distinct().sorted().toArray();
        Bits bits = new Bits();
        rice(bits, COUNT_BITS, forest.depth());
        rice(bits, COUNT_BITS, questions.length / forest.depth());
        rice(bits, COUNT_BITS, distinct.length);
        int[] steps = IntStream.range(0, distinct.length).map(i -> (int) (distinct[i] - (i == 0 ? 0 : distinct[i - 1]))).toArray();
        all(bits, steps);
        int width = width(distinct.length);
        for (long question : questions) {
            bits.write(Arrays.binarySearch(distinct, question), width);
        }
        all(bits, IntStream.of(forest.leaves()).map(v -> v << 1 ^ v >> Integer.SIZE - 1).toArray());
        return Base64.getEncoder().withoutPadding().encodeToString(bits.bytes());
    }

    /// @throws IllegalArgumentException if the text is no forest
    static Forest read(String text) {
        if (text.isEmpty()) {
            return Forest.NONE;
        }
        Bits bits = new Bits(Base64.getDecoder().decode(text));
        int depth = rice(bits, COUNT_BITS);
        int questions = Math.multiplyExact(rice(bits, COUNT_BITS), depth);
        int distinct = rice(bits, COUNT_BITS);
        int parameter = bits.read(PARAMETER_BITS);
        long[] keys = new long[distinct];
        for (int i = 0; i < distinct; i++) {
            keys[i] = rice(bits, parameter) + (i == 0 ? 0 : keys[i - 1]);
        }
        int[] traits = new int[questions];
        int[] cuts = new int[questions];
        for (int i = 0; i < questions; i++) {
            int at = bits.read(width(distinct));
            if (at >= distinct) {
                throw new IllegalArgumentException("Question %d of %d.".formatted(at, distinct));
            }
            traits[i] = (int) (keys[at] / SPAN);
            cuts[i] = (int) (keys[at] % SPAN) - SPAN / 2;
        }
        int rice = bits.read(PARAMETER_BITS);
        int[] leaves = new int[questions / Math.max(1, depth) << depth];
        for (int i = 0; i < leaves.length; i++) {
            int zigzag = rice(bits, rice);
            leaves[i] = zigzag >>> 1 ^ -(zigzag & 1);
        }
        return new Forest(depth, traits, cuts, leaves);
    }

    private static long key(Forest forest, int question) {
        return (long) forest.traits()[question] * SPAN + forest.cuts()[question] + SPAN / 2;
    }

    private static int width(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, count - 1));
    }

    /// Writes values with the parameter that makes them shortest.
    private static void all(Bits bits, int[] values) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int parameter = 0; parameter <= MOST_PARAMETER; parameter++) {
            int p = parameter;
            long length = IntStream.of(values).mapToLong(v -> (v >>> p) + 1L + p).sum();
            if (length < least) {
                least = length;
                best = parameter;
            }
        }
        bits.write(best, PARAMETER_BITS);
        for (int value : values) {
            rice(bits, best, value);
        }
    }

    private static void rice(Bits bits, int parameter, int value) {
        for (int i = value >>> parameter; i > 0; i--) {
            bits.write(1, 1);
        }
        bits.write(0, 1);
        bits.write(value & (1 << parameter) - 1, parameter);
    }

    private static int rice(Bits bits, int parameter) {
        int ones = 0;
        while (bits.read(1) == 1) {
            ones++;
        }
        return ones << parameter | bits.read(parameter);
    }
}
