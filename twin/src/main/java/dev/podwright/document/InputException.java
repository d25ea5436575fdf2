package dev.podwright.document;

/// Bad input: one message that names the value, the place and the likely mend. The command line prints it and exits
/// with 2.
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String mend;

    /// @param problem what is wrong and with which value, a full sentence
    /// @param mend what would be right, a full sentence; empty if nothing useful can be said
    public InputException(String problem, String mend) {
        super(problem);
        this.mend = mend;
    }

    public InputException(String problem, String mend, Throwable cause) {
        super(problem, cause);
        this.mend = mend;
    }

    public String mend() {
        return mend;
    }
}
