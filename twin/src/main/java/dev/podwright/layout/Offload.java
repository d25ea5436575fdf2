package dev.podwright.layout;

/// What waits in host memory.
///
/// @param activations share of the layers whose kept activations go to the host and come back, in [0, 1]
/// @param optimizer whether optimiser states live on the host
public record Offload(double activations, boolean optimizer) {

    public static final Offload NONE = new Offload(0, false);

    public Offload {
        if (!(activations >= 0 && activations <= 1)) {
            throw new IllegalArgumentException("The share of offloaded layers (%s) must lie in [0, 1].".formatted(activations));
        }
    }
}
