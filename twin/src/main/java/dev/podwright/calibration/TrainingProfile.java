package dev.podwright.calibration;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.TrainingSoftware;

/// What of a training run its overheads depend on.
///
/// @param vendor of the chip
/// @param chip its id
/// @param family of the chip
/// @param framework whatever its release
/// @param kind `dense` or `moe`
public record TrainingProfile(String vendor, String chip, String family, String framework, String kind) {

    /// @param mixture whether the model routes tokens to experts
    public static TrainingProfile of(Chip chip, TrainingSoftware software, boolean mixture) {
        return new TrainingProfile(chip.vendor(), chip.id(), chip.family(), software.framework(), mixture ? "moe" : "dense");
    }
}
