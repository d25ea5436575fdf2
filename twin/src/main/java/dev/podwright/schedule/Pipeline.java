package dev.podwright.schedule;

/// The shape of a pipeline.
///
/// @param stages devices in a row
/// @param chunks chunks of layers on every device: 1, above 1 for [Schedule#INTERLEAVED] only. Chunk c of device d is the
///     (c x stages + d)-th part of the model. With [Schedule#DUAL_PIPE] device d holds parts d and stages - 1 - d.
/// @param microBatches micro-batches of one iteration
public record Pipeline(Schedule schedule, int stages, int chunks, int microBatches) {

    public Pipeline {
        if (stages < 1 || chunks < 1 || microBatches < 1) {
            throw new IllegalArgumentException("The stages (%d), chunks (%d) and micro-batches (%d) must be at least 1."
                    .formatted(stages, chunks, microBatches));
        }
    }
}
