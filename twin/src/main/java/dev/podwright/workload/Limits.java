package dev.podwright.workload;

/// Service-level objectives on means, in seconds; infinity = no limit.
public record Limits(double ttft, double tpot) {

    public static final Limits NONE = new Limits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Limits {
        if (!(ttft > 0) || !(tpot > 0)) {
            throw new IllegalArgumentException("The TTFT limit (%s) and TPOT limit (%s) must be positive.".formatted(ttft, tpot));
        }
    }

    /// These, but for what `other` limits.
    public Limits under(Limits other) {
        return new Limits(Double.isFinite(other.ttft) ? other.ttft : ttft, Double.isFinite(other.tpot) ? other.tpot : tpot);
    }
}
