package dev.podwright.network.routing;

/// Numbers that look drawn but are the same each time.
final class Hash {
    /// Constants of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014, figure 17).
    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    private static final long FIRST = 0xbf58476d1ce4e5b9L;
    private static final long SECOND = 0x94d049bb133111ebL;
    private static final int FIRST_SHIFT = 30;
    private static final int SECOND_SHIFT = 27;
    private static final int THIRD_SHIFT = 31;

    private Hash() {}

    static long mix(long value) {
        long z = value + GAMMA;
        z = (z ^ z >>> FIRST_SHIFT) * FIRST;
        z = (z ^ z >>> SECOND_SHIFT) * SECOND;
        return z ^ z >>> THIRD_SHIFT;
    }

    /// One of the numbers from 0 to `bound` - 1, each as likely as the others.
    static int below(long hash, int bound) {
        return (int) Math.unsignedMultiplyHigh(hash, bound);
    }
}
