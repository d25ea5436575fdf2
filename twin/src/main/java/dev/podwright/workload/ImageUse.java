package dev.podwright.workload;

/// The images of a named workload.
///
/// @param perRequest how many on average
/// @param wide pixels
/// @param high pixels
/// @param basis of the size
/// @param source of the size
public record ImageUse(Sourced perRequest, int wide, int high, Basis basis, String source) {

    public Images images() {
        return new Images(perRequest.value(), wide, high);
    }
}
