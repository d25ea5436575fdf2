package dev.podwright.trace;

/// One conversation.
final class Session implements Comparable<Session> {
    private final long number;
    /// When it asks next.
    double time;
    int kind;
    /// Tokens said so far, by both.
    int said;
    int turns;
    /// Tokens that its next prompt adds.
    int words;
    /// Hashes of the beginning that its first prompt shares with other sessions; null if it shares nothing.
    long[] common;

    Session(long number, double time) {
        this.number = number;
        this.time = time;
    }

    /// Hashes of the first `tokens` of the conversation, in segments of so many.
    long[] hashes(int tokens, int segment) {
        long[] hashes = new long[tokens / segment];
        int shared = common == null ? 0 : Math.min(common.length, hashes.length);
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = i < shared ? common[i] : SharedTexts.own(number, i);
        }
        return hashes;
    }

    @Override
    public int compareTo(Session other) {
        int byTime = Double.compare(time, other.time);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
