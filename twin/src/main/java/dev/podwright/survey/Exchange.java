package dev.podwright.survey;

import dev.podwright.document.InputException;
import dev.podwright.network.collective.Operation;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An exchange that runs beside others.
///
/// @param bytes as nccl-tests counts them
/// @param ranks of its groups; empty = those of the question
/// @param stride between neighbours of a group
public record Exchange(Operation operation, double bytes, OptionalInt ranks, int stride) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z_-]+):([^:]+)(?::([0-9]{1,7})(?:x([0-9]{1,7}))?)?");

    /// Reads `OPERATION:SIZE`, `OPERATION:SIZE:RANKS` or `OPERATION:SIZE:RANKSxSTRIDE`.
    ///
    /// @throws InputException if `text` is none of these
    public static Exchange parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InputException("\"%s\" is not an exchange.".formatted(text), "Write an operation and a size, such as all-to-all:64MiB, or with ranks and stride all-reduce:1GiB:16x8.");
        }
        int stride = matcher.group(4) == null ? 1 : Integer.parseInt(matcher.group(4));
        if (stride < 1) {
            throw new InputException("\"%s\": neighbours cannot be %d apart.".formatted(text, stride), "Give a distance of at least 1.");
        }
        return new Exchange(OperationNames.named(matcher.group(1)), ByteSizes.one(matcher.group(2)),
                matcher.group(3) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matcher.group(3))), stride);
    }
}
