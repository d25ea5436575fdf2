package dev.podwright.workload;

import dev.podwright.model.VisionTower;

/// The images of a request.
///
/// @param perRequest how many on average
/// @param wide pixels
/// @param high pixels
public record Images(double perRequest, int wide, int high) {

    public static final Images NONE = new Images(0, 1, 1);

    public Images {
        if (!(perRequest >= 0) || wide < 1 || high < 1) {
            throw new IllegalArgumentException("The images per request (%s) must be at least 0, their sides (%d x %d) at least 1."
                    .formatted(perRequest, wide, high));
        }
    }

    public boolean any() {
        return perRequest > 0;
    }

    /// Prompt tokens that the images of a request add.
    public double tokens(VisionTower tower) {
        return perRequest * tower.tokens(wide, high);
    }
}
