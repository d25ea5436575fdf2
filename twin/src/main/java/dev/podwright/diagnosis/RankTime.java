package dev.podwright.diagnosis;

/// Where the mean step of one rank went, in seconds. `computing + exposed + copying + idle` is the step.
///
/// @param name of the rank
/// @param file that it was read from
/// @param exposed communication with no computing beside it
/// @param overlapped communication beside computing
/// @param waiting part of `exposed` that is spent waiting for other ranks; 0 where that is not known
/// @param shortest the fastest step
/// @param longest the slowest
public record RankTime(String name, String file, int steps, double step, double computing, double exposed, double overlapped, double copying, double idle, double waiting,
                       double shortest, double longest) {}
