package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says on standard error what went wrong, in one message, and gives the exit code.
final class Failure {
    static final int INTERNAL_FAULT = 1;
    static final int BAD_INPUT = 2;
    /// What was asked was answered, and is worse than the command line allows.
    static final int LIMIT_PASSED = 3;

    private final PrintWriter err;
    private final BooleanSupplier verbose;

    Failure(PrintWriter err, BooleanSupplier verbose) {
        this.err = err;
        this.verbose = verbose;
    }

    int of(Throwable fault) {
        return switch (fault) {
            case InputException input -> badInput(input.getMessage(), input.mend());
            case ParameterException usage -> ofUsage(usage);
            case OutOfMemoryError full -> internal(full, "the memory (%d MiB) is not enough".formatted(Runtime.getRuntime().maxMemory() >> 20));
            default -> internal(fault, "internal fault: " + fault);
        };
    }

    /// A command line that cannot be understood.
    int ofUsage(ParameterException fault) {
        if (fault.getCause() instanceof InputException input) {
            return badInput(input.getMessage(), input.mend());
        }
        CommandLine command = fault.getCommandLine();
        String help = "See %s --help.".formatted(command.getCommandSpec().qualifiedName());
        if (fault instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String given = unmatched.getUnmatched().getFirst().split("=", 2)[0];
            String maybe = Nearest.maybe(given, names(command, unmatched.isUnknownOption()));
            return badInput(unknown(command, given, unmatched.isUnknownOption()), maybe.isEmpty() ? help : maybe + " " + help);
        }
        String message = fault.getMessage().replaceFirst("^Error: ", "");
        return badInput(message.endsWith(".") ? message : message + ".", help);
    }

    /// Standard output that could not be written.
    static int ofOutput(PrintWriter err, String reason) {
        return new Failure(err, () -> false).badInput("the output cannot be written: %s.".formatted(reason), "");
    }

    private static String unknown(CommandLine command, String given, boolean option) {
        if (option) {
            return "%s has no option %s.".formatted(command.getCommandSpec().qualifiedName(), given);
        }
        return command.getParent() == null
                ? "there is no command %s.".formatted(given)
                : "%s does not take the argument %s.".formatted(command.getCommandSpec().qualifiedName(), given);
    }

    private static List<String> names(CommandLine command, boolean options) {
        if (options) {
            // One-letter options resemble everything.
            return command.getCommandSpec().optionsMap().keySet().stream().filter(name -> name.startsWith("--")).toList();
        }
        return List.copyOf(command.getSubcommands().keySet());
    }

    private int badInput(String problem, String mend) {
        err.println("podwright: " + problem);
        if (!mend.isEmpty()) {
            err.println("  " + mend);
        }
        err.flush();
        return BAD_INPUT;
    }

    private int internal(Throwable fault, String problem) {
        err.println("podwright: " + problem + (verbose.getAsBoolean() ? "" : " (--verbose shows where)"));
        if (verbose.getAsBoolean()) {
            fault.printStackTrace(err);
        }
        err.flush();
        return INTERNAL_FAULT;
    }
}
