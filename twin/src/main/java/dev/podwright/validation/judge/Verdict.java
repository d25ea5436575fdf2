package dev.podwright.validation.judge;

import java.util.List;
import java.util.SequencedMap;

/// What a folder of evidence says of the twin.
///
/// @param groups scores by group, in order
/// @param totals scores of all rows of a kind, those the calibration has seen apart from the others
/// @param worst the rows of each kind that are farthest off, with their cost trees, worst first
/// @param noise how far rows repeat, where they do
/// @param absent parts of the folder that are not there or hold nothing, with what was looked for
/// @param unread files that no kind reads
/// @param beyond rows faster than the plain limits of their chip that have a reason to be
public record Verdict(SequencedMap<Group, Score> groups, SequencedMap<Whole, Score> totals, SequencedMap<Kind, List<JudgedRow>> worst,
                      List<NoiseFloor> noise, List<Absent> absent, List<String> unread, List<Beyond> beyond) {

    /// A part that was skipped.
    ///
    /// @param file as it was looked for
    /// @param why `missing` or `empty`
    public record Absent(Kind kind, String file, String why) {}

    /// Rows that share a reason.
    public record Beyond(Kind kind, String reason, int rows) {}
}
