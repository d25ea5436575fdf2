package dev.podwright.schedule;

import java.util.Optional;

/// The shape of a pipeline.
///
/// @param stages devices in a row
/// @param chunks chunks of layers on every device: 1, above 1 for [Schedule#INTERLEAVED] only. Chunk c of device d is the
///     (c x stages + d)-th part of the model. With [Schedule#DUAL_PIPE] device d holds parts d (chunk 0) and stages - 1 - d (chunk 1).
/// @param microBatches micro-batches of one iteration
public record Pipeline(Schedule schedule, int stages, int chunks, int microBatches) {

    public Pipeline {
        if (stages < 1 || chunks < 1 || microBatches < 1) {
            throw new IllegalArgumentException("The stages (%d), chunks (%d) and micro-batches (%d) must be at least 1."
                    .formatted(stages, chunks, microBatches));
        }
    }

    /// Whether the schedule can run this shape.
    public boolean runs() {
        return switch (schedule) {
            case GPIPE, ONE_F_ONE_B, ZERO_BUBBLE -> chunks == 1;
            case INTERLEAVED -> stages >= 2 && chunks >= 2 && microBatches >= stages;
            case DUAL_PIPE -> chunks == 1 && stages % 2 == 0 && microBatches % 2 == 0 && microBatches >= 2 * stages;
        };
    }

    /// Why the schedule cannot run this shape, if it cannot; one sentence with the numbers.
    public Optional<String> conflict() {
        if (runs()) {
            return Optional.empty();
        }
        String name = schedule.label();
        if (schedule != Schedule.INTERLEAVED && chunks > 1) {
            return Optional.of("%s runs one chunk of layers per device, not %d: only %s runs several."
                    .formatted(name, chunks, Schedule.INTERLEAVED.label()));
        }
        return Optional.of(switch (schedule) {
            case GPIPE, ONE_F_ONE_B, ZERO_BUBBLE -> throw new IllegalStateException("One chunk per device always runs.");
            case INTERLEAVED -> stages < 2 || chunks < 2
                    ? "%s needs at least 2 stages and 2 chunks per device, not %d and %d.".formatted(name, stages, chunks)
                    : "%s needs at least as many micro-batches as stages, not %d for %d.".formatted(name, microBatches, stages);
            case DUAL_PIPE -> stages % 2 != 0
                    ? "%s needs an even number of stages, not %d.".formatted(name, stages)
                    : "%s needs an even number of micro-batches, at least 2 per stage: %d for %d stages, not %d."
                            .formatted(name, 2 * stages, stages, microBatches);
        });
    }

    /// Parts of the model, each of which every micro-batch passes.
    public int parts() {
        return stages * chunks;
    }

    /// Chunks that every device holds.
    public int chunksHeld() {
        return schedule == Schedule.DUAL_PIPE ? 2 : chunks;
    }

    /// Which part of the model chunk `chunk` of `device` is.
    public int part(int device, int chunk) {
        return schedule == Schedule.DUAL_PIPE && chunk == 1 ? stages - 1 - device : chunk * stages + device;
    }

    /// Which device runs `part` for the micro-batches that `chunk` of some device serves.
    int device(int part, int chunk) {
        return schedule == Schedule.DUAL_PIPE && chunk == 1 ? stages - 1 - part : part % stages;
    }

    void check(ChunkTimes[][] times) {
        conflict().ifPresent(conflict -> {
            throw new IllegalArgumentException(conflict);
        });
        if (times.length != stages) {
            throw new IllegalArgumentException("Times for %d devices, not %d, are needed.".formatted(stages, times.length));
        }
        for (ChunkTimes[] device : times) {
            if (device.length != chunksHeld()) {
                throw new IllegalArgumentException("Times for %d chunks per device, not %d, are needed.".formatted(chunksHeld(), device.length));
            }
        }
    }
}
