package dev.podwright.network;

/// Links that are alike.
///
/// @param name such as `leaf-spine`
/// @param bandwidth bytes/s in one direction
/// @param latency seconds that a message takes over it
public record LinkType(String name, double bandwidth, double latency) {

    public LinkType {
        if (!(bandwidth > 0) || !(latency >= 0)) {
            throw new IllegalArgumentException("The link %s has a bandwidth of %s and a latency of %s.".formatted(name, bandwidth, latency));
        }
    }
}
