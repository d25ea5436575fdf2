package dev.podwright.knowledge.error.log;

import java.util.regex.Pattern;

/// What a message says beside its code: codes such as EZ9999 stand alone, and the next lines say what failed.
final class Details {
    /// Code, process, time, head of a line of the plog, place in the source, thread.
    private static final Pattern AROUND = Pattern.compile("^(?:[EW][A-Z0-9]\\d{4}(?: ?:|(?=\\[))|\\[PID: ?\\d+\\]|\\(PID:[^)]*\\)|20\\d\\d-\\d\\d-\\d\\d[-T _][\\d:.,]+|[A-Za-z_]+\\([EW][A-Z0-9]\\d{4}\\):?|\\([EW][A-Z0-9]\\d{4}\\):?|[:\\]),\\s]+|\\[(?:ERROR|WARNING|EVENT)\\](?: ?[A-Z][A-Z0-9_]*\\([^)]*\\):)?|\\[[\\w./]+\\.\\w+:\\d+\\]|\\[\\d+\\])+");
    private static final Pattern EMPTY = Pattern.compile("(?i)(?:inner error!?|trace ?back \\(most recent call last\\):|solution:.*|possible cause:.*|for details:?.*|rectify the fault.*|\\[error\\]: *|\\(function .*|)");

    private Details() {}

    /// `line` without code, process and time.
    static String bare(String line) {
        return AROUND.matcher(line.strip()).replaceFirst("").strip();
    }

    /// Whether such a text says nothing.
    static boolean empty(String bare) {
        return EMPTY.matcher(bare).matches();
    }
}
