package dev.podwright.app;

import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The `podwright` command.
///
/// Exit codes: 0 done, 1 internal fault, 2 bad input.
@Command(
        name = "podwright",
        description = "Predicts what an AI superpod will do before anyone buys it.",
        mixinStandardHelpOptions = true,
        version = "podwright " + Podwright.VERSION,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PlanCommand.class, ExplainCommand.class, CompareCommand.class, CatalogCommand.class, ValidateCommand.class,
                CalibrateCommand.class})
public final class Podwright implements Runnable {
    static final String VERSION = "0.1.0";

    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print the stack trace of an internal fault.")
    private boolean verbose;

    public static void main(String[] args) {
        // Decimal points and UTF-8 whatever the user's locale: same input, same bytes.
        Locale.setDefault(Locale.ROOT);
        StandardStream out = new StandardStream(FileDescriptor.out);
        StandardStream err = new StandardStream(FileDescriptor.err);
        PrintWriter messages = err.writer();
        int code = run(out.writer(), messages, args);
        System.exit(out.failure().map(reason -> Failure.ofOutput(messages, reason)).orElse(code));
    }

    /// Runs one command line and returns its exit code.
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Podwright root = new Podwright();
        Failure failure = new Failure(err, () -> root.verbose);
        CommandLine line = new CommandLine(root)
                .setOut(out)
                .setErr(err)
                .registerConverter(Integer.class, Numbers::whole)
                .registerConverter(int.class, Numbers::whole)
                .registerConverter(Double.class, Numbers::number)
                .setParameterExceptionHandler((fault, given) -> failure.ofUsage(fault))
                .setExecutionExceptionHandler((fault, command, parsed) -> failure.of(fault));
        try {
            return line.execute(args);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return failure.of(e);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /// Without a command: the help, with a line for each command.
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
