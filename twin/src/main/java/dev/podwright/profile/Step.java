package dev.podwright.profile;

import java.util.Optional;

/// A step that the program marked (`ProfilerStep#7`), in seconds from the beginning of the profile.
///
/// @param breakdown as the profiler itself divides the step, where it does (`step_trace_time.csv`)
public record Step(String name, double start, double seconds, Optional<Breakdown> breakdown) {

    /// Seconds of a step. `communication = exposed + overlapped`; `computing + exposed + free` is the step.
    ///
    /// @param exposed communication with no computing beside it
    /// @param free neither computing nor communication: the device waits for the host
    /// @param bubble waiting inside a pipeline, part of `exposed`; 0 without one
    /// @param preparing before the first task of the step
    public record Breakdown(double computing, double communication, double exposed, double overlapped, double free, double bubble, double preparing) {}
}
