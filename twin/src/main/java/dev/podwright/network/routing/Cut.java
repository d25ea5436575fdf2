package dev.podwright.network.routing;

/// Some sender does not reach some receiver; [Unreachable] finds out which.
final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1;

    Cut() {
        super("No way", null, false, false);
    }
}
