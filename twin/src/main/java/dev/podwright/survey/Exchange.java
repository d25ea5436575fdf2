package dev.podwright.survey;

import dev.podwright.document.InputException;
import dev.podwright.network.collective.Operation;

/// One exchange of every rank of a group, in short `all-to-all:64MiB`.
///
/// @param bytes as nccl-tests counts them
public record Exchange(Operation operation, double bytes) {

    /// @throws InputException if `text` is not an operation and a size
    public static Exchange parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InputException("\"%s\" does not say how many bytes.".formatted(text), "Write an operation and a size, such as all-to-all:64MiB.");
        }
        return new Exchange(OperationNames.named(text.substring(0, colon)), ByteSizes.one(text.substring(colon + 1)));
    }
}
