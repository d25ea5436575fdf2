package dev.podwright.knowledge.error;

/// All codes that are known, and what families the others belong to.
public final class ErrorCodes {
    private ErrorCodes() {}

    /// What `code` means; a code that is not listed is told from its family.
    ///
    /// @throws dev.podwright.document.InputException if it has the form of no code, with the nearest
    public ErrorCode explain(String code) {
        throw new UnsupportedOperationException(code);
    }
}
