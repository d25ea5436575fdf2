package dev.podwright.schedule;

/// One piece of work of a device.
///
/// @param chunk of the device, from 0
/// @param microBatch from 0, in the order they enter the pipeline; with [Schedule#DUAL_PIPE] the first half of the numbers enters at the
///     first device, the second half at the last
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
