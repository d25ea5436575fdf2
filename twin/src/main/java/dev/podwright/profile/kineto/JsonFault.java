package dev.podwright.profile.kineto;

/// Text that is no JSON, or ends too early.
final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long at;
    private final boolean atEnd;

    /// @param at byte, counted from 0
    /// @param atEnd whether nothing but the end of the text is wrong
    JsonFault(String reason, long at, boolean atEnd) {
        super(reason, null, false, false);
        this.at = at;
        this.atEnd = atEnd;
    }

    long at() {
        return at;
    }

    boolean atEnd() {
        return atEnd;
    }
}
