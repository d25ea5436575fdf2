package dev.podwright.app.report;

import java.util.Locale;

/// How an operator of a profile stands on a target, most weighty first.
public enum Standing {
    /// Of a third party or one's own.
    WORK("needs a port", "need a port"),
    UNSUPPORTED("unsupported", "unsupported"),
    /// Restricted, and the profile uses a type that the limit leaves out.
    EXCLUDED("restricted from a type in use", "restricted from a type in use"),
    UNREAD("not in the tables", "not in the tables"),
    RESTRICTED("restricted otherwise", "restricted otherwise"),
    SUPPORTED("supported", "supported");

    private final String one;
    private final String many;

    Standing(String one, String many) {
        this.one = one;
        this.many = many;
    }

    public String label(int count) {
        return count == 1 ? one : many;
    }

    /// For programs.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
