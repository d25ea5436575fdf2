package dev.podwright.knowledge.error;

import java.util.Locale;

/// What part an error plays when a job fails: whether the fault can lie where it is printed.
public enum Role {
    /// The fault may lie here.
    CAUSE("may be the cause", "cause?"),
    /// The fault lies here, but the code does not say which: what follows it does.
    INNER("says little: read the line after it", "inner"),
    /// Waited in vain for another rank: mostly an echo.
    WAITING("waited for another rank: mostly an echo", "waited"),
    /// Passes on an error that has a code of its own.
    WRAPPER("passes on another code", "passes on"),
    /// Comes after a fault that was there before.
    AFTERMATH("comes after the fault", "after"),
    /// No error.
    WARNING("a warning", "warning");

    private final String words;
    private final String brief;

    Role(String words, String brief) {
        this.words = words;
        this.brief = brief;
    }

    /// For columns of tables.
    public String brief() {
        return brief;
    }

    public String words() {
        return words;
    }

    /// As files have it: `waiting`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
