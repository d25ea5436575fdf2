package dev.podwright.trace;

/// How one line of a trace is read.
interface TraceFormat {

    /// Whether the first line names columns.
    boolean heading();

    /// Tokens that a hash stands for; 0 where the format has none.
    int segmentTokens();

    /// Adds the request of a line to `columns`.
    void read(String line, TraceColumns columns);
}
