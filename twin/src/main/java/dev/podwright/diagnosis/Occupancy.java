package dev.podwright.diagnosis;

import java.util.List;

/// Where the steps of one rank went: each moment belongs to what computes, else to what communicates, else to what copies, else to the gap before the next task.
///
/// @param windows the steps
/// @param inside seconds of each use inside the steps, whatever ran beside it
/// @param owned seconds of the steps that belong to each use; never more than `inside`
/// @param beside seconds in which a computing use ran while something communicated
/// @param perTask seconds that belong to each task of the timeline; empty without one
/// @param gaps idle time
record Occupancy(List<Window> windows, double[] inside, double[] owned, double[] beside, double[] perTask, List<Gap> gaps, Totals totals) {

    /// Seconds of all steps together. `computing + exposed + copying + idle` are the steps.
    ///
    /// @param exposed communication with no computing beside it
    /// @param overlapped communication beside computing
    record Totals(double seconds, double computing, double exposed, double overlapped, double copying, double idle) {}

    int steps() {
        return windows.size();
    }
}
