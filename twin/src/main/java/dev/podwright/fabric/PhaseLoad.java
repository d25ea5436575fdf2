package dev.podwright.fabric;

/// What a phase of a collective takes.
///
/// @param name such as `ring` or `gather`
/// @param times steps alike in sequence
/// @param hops messages that wait for one another in it
/// @param seconds that all its bytes take, without latency
/// @param latency seconds that its messages wait for one another
/// @param link that is busy longest in it
public record PhaseLoad(String name, int times, int hops, double seconds, double latency, int link) {

    /// A phase of one byte, with so many bytes.
    PhaseLoad withBytes(double bytes) {
        return new PhaseLoad(name, times, hops, seconds * bytes, latency, link);
    }
}
