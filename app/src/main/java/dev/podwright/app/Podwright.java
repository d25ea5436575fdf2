package dev.podwright.app;

import dev.podwright.document.InputException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The `podwright` command.
@Command(
        name = "podwright",
        description = "Predicts what an AI superpod will do before anyone buys it.",
        mixinStandardHelpOptions = true,
        version = "podwright " + Podwright.VERSION,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CalibrateCommand.class})
public final class Podwright {
    static final String VERSION = "0.1.0";
    private static final int INTERNAL_FAULT = 1;
    private static final int BAD_INPUT = 2;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print the stack trace of an internal fault.")
    private boolean verbose;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// Runs one command line and returns its exit code: 0 done, 1 internal fault, 2 bad input.
    static int run(String... args) {
        Podwright root = new Podwright();
        CommandLine line = new CommandLine(root);
        line.setExecutionExceptionHandler((fault, command, parsed) -> root.report(fault, command.getErr()));
        line.setExitCodeExceptionMapper(fault -> fault instanceof InputException ? BAD_INPUT : INTERNAL_FAULT);
        int code = line.execute(args);
        line.getOut().flush();
        return code;
    }

    private int report(Exception fault, PrintWriter err) {
        if (fault instanceof InputException input) {
            err.println("podwright: " + input.getMessage());
            if (!input.mend().isEmpty()) {
                err.println("  " + input.mend());
            }
            return BAD_INPUT;
        }
        err.println("podwright: internal fault: " + fault + (verbose ? "" : " (--verbose shows where)"));
        if (verbose) {
            fault.printStackTrace(err);
        }
        return INTERNAL_FAULT;
    }
}
