package dev.podwright.simulation;

/// What steps take beyond what their operators do.
///
/// @param step seconds of every step that the chips wait for the host
/// @param sequence seconds that each sequence of a lane adds to them: sampling, detokenising, streaming
/// @param decode factor on what sequences that generate take
/// @param prefill factor on what prompts take
public record StepOverheads(double step, double sequence, double decode, double prefill) {

    public static final StepOverheads NONE = new StepOverheads(0, 0, 1, 1);

    public StepOverheads {
        if (!(step >= 0) || !(sequence >= 0) || !(decode > 0) || !(prefill > 0)) {
            throw new IllegalArgumentException("Host times (%s, %s) must be at least 0, factors (%s, %s) above.".formatted(step, sequence, decode, prefill));
        }
    }

    public StepOverheads withHost(double seconds) {
        return new StepOverheads(seconds, sequence, decode, prefill);
    }

    /// Seconds of the host in a step with so many sequences in a lane.
    double host(int sequences) {
        return step + sequence * sequences;
    }
}
