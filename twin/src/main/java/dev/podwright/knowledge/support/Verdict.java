package dev.podwright.knowledge.support;

/// Whether an interface runs on a generation under one release.
public sealed interface Verdict {
    /// Runs.
    record Supported() implements Verdict {}

    /// Runs with a limit.
    ///
    /// @param how the limit in short
    record Restricted(String how) implements Verdict {}

    /// Does not run, or nobody has verified it (the tables for 950DT do not tell these apart).
    record Unsupported() implements Verdict {}

    /// The tables that were read do not name it: nothing is claimed.
    ///
    /// @param why such as "no table was read for 310P"
    record Unread(String why) implements Verdict {}
}
