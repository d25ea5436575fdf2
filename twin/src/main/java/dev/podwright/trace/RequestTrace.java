package dev.podwright.trace;

/// A recorded trace, as columns.
///
/// @param name as the user named it
/// @param arrivals seconds since the first, ascending
/// @param hashes of leading segments of each prompt; null where the format has none
/// @param segmentTokens tokens that a hash stands for; 0 where the format has none
/// @param skipped requests left out, as they generated nothing
public record RequestTrace(String name, double[] arrivals, int[] inputs, int[] outputs, long[][] hashes, int segmentTokens, int skipped) {

    public int size() {
        return arrivals.length;
    }

    /// Seconds from the first request to where a repetition begins: one mean gap after the last.
    public double span() {
        int n = size();
        return n < 2 ? 1 : arrivals[n - 1] * n / (n - 1);
    }

    /// The longest request, in tokens.
    public long longest() {
        long most = 0;
        for (int i = 0; i < size(); i++) {
            most = Math.max(most, (long) inputs[i] + outputs[i]);
        }
        return most;
    }
}
