package dev.podwright.simulation;

/// Who asks.
///
/// @param concurrency requests that clients keep in flight, each sending the next when one is done; 0 = requests come when the source says
public record Clients(int concurrency) {

    /// Requests come when the source says, whatever becomes of those before them.
    public static final Clients OPEN = new Clients(0);

    public Clients {
        if (concurrency < 0) {
            throw new IllegalArgumentException("%d clients.".formatted(concurrency));
        }
    }

    /// Whether the next request waits for an answer.
    public boolean closed() {
        return concurrency > 0;
    }
}
