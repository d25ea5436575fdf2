package dev.podwright.network.fault;

/// Cables that carry less than they were built for; those of a card or a switch, where one is named.
///
/// @param left share of their bandwidth that they have left, above 0 and below 1
public record Degraded(Fault what, double left) {

    public Degraded {
        if (!(left > 0 && left < 1)) {
            throw new IllegalArgumentException("%s has %s of its bandwidth left.".formatted(what.word(), left));
        }
    }

    /// As a user writes it, such as `link:leaf-spine=50%`.
    public String word() {
        return "%s=%s%%".formatted(what.word(), Percent.of(left));
    }
}
