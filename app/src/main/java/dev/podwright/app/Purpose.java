package dev.podwright.app;

import dev.podwright.document.InputException;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What a command line asks about.
enum Purpose {
    SERVING("training", "Leave it out, or add --training."),
    TRAINING("serving", "Leave it out, or ask without training.");

    private final String other;
    private final String mend;

    Purpose(String other, String mend) {
        this.other = other;
        this.mend = mend;
    }

    /// Fails on the first option given that belongs to the other purpose alone.
    void refuse(CommandSpec spec, Predicate<OptionSpec> foreign) {
        List<OptionSpec> given = spec.commandLine().getParseResult().matchedOptions();
        given.stream().filter(foreign).findFirst().ifPresent(option -> {
            throw new InputException("%s belongs to %s.".formatted(option.longestName(), other), mend);
        });
    }
}
