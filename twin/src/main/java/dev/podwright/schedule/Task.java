package dev.podwright.schedule;

/// One piece of work of a device.
///
/// @param chunk of the device, from 0
/// @param microBatch from 0, in the order they enter the pipeline; with [Schedule#DUAL_PIPE] those of both directions together
public record Task(Kind kind, int chunk, int microBatch) {

    public enum Kind {
        FORWARD,
        /// Both gradients.
        BACKWARD,
        /// The gradient towards the input alone.
        BACKWARD_INPUT,
        /// The gradient of the weights alone.
        BACKWARD_WEIGHT
    }
}
