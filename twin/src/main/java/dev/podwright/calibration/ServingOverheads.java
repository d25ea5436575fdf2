package dev.podwright.calibration;

/// Serving overheads of one deployment.
///
/// @param step seconds of each step that the chips wait for the host
/// @param sequence seconds that each sequence of a lane adds to them
/// @param decode factor on what sequences that generate take
/// @param prefill factor on what prompts take
/// @param front seconds that client, network and front end add to the first token
public record ServingOverheads(double step, double sequence, double decode, double prefill, double front) {
    /// Kernels and collectives alone.
    public static final ServingOverheads NONE = new ServingOverheads(0, 0, 1, 1, 0);

    /// From the sums of effects by term, times kept from below zero.
    public static ServingOverheads of(double[] sums) {
        return new ServingOverheads(Math.max(0, sums[ServingTerm.HOST_STEP.ordinal()]), Math.max(0, sums[ServingTerm.HOST_SEQUENCE.ordinal()]),
                Math.exp(sums[ServingTerm.DECODE.ordinal()]), Math.exp(sums[ServingTerm.PREFILL.ordinal()]), Math.max(0, sums[ServingTerm.FRONT_END.ordinal()]));
    }
}
