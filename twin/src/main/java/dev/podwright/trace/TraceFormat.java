package dev.podwright.trace;

/// How one line of a trace is read.
interface TraceFormat {

    /// Whether the first line names columns.
    boolean heading();

    /// Tokens that a hash stands for; 0 where the format has none.
    int segmentTokens();

    /// Adds the request of the line at hand to `columns`.
    void read(Lines line, TraceColumns columns);

    /// A time as the format writes it.
    ///
    /// @param seconds on the trace's own clock
    String time(double seconds);
}
