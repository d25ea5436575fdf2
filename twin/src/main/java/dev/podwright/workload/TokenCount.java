package dev.podwright.workload;

import java.util.Optional;

/// How many tokens a part of a request has.
///
/// @param mean tokens on average
/// @param law how they are distributed, where that is known; a measured mean need not be that of the law
public record TokenCount(Sourced mean, Optional<LengthLaw> law) {

    /// A mean that the user gives, of any distribution.
    public static TokenCount of(double mean) {
        return new TokenCount(new Sourced(mean, Basis.ESTIMATE, "as asked"), Optional.empty());
    }

    /// What is known is the law; the mean is the law's.
    public static TokenCount of(LengthLaw law) {
        return new TokenCount(new Sourced(law.mean(), law.basis(), "mean of the log-normal law; " + law.source()), Optional.of(law));
    }

    /// Whether requests are known that are longer than `limit`: sources say nothing beyond the 99th percentile, and without a
    /// law nothing is known of the long ones.
    public boolean reaches(double limit) {
        return law.isPresent() && law.get().p99() > limit;
    }

    /// Mean tokens when everything beyond `limit` is cut off: the measured mean falls by as much as the law's. Without a
    /// law the mean stays.
    public double meanCutAt(double limit) {
        return law.map(l -> Math.min(limit, mean.value() * l.meanCutAt(limit) / l.mean())).orElse(mean.value());
    }

    /// What single requests are drawn from, where a law is known.
    Optional<LengthSpread> spread() {
        return law.map(l -> LengthSpread.of(l, mean.value()));
    }
}
