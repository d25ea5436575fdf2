package dev.podwright.training;

/// Communication of one iteration on the slowest rank, and how much of it runs behind computation.
///
/// @param name such as `gradients`, `experts`
/// @param seconds if it ran alone
/// @param exposed seconds that the iteration grows by
public record Overlap(String name, double seconds, double exposed) {

    public double hidden() {
        return seconds - exposed;
    }
}
