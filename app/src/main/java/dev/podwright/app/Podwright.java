package dev.podwright.app;

import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The `podwright` command.
///
/// Exit codes: 0 done, 1 internal fault, 2 bad input, 3 a limit that the command line sets is passed (`diagnose --fail-above`).
@Command(
        name = "podwright",
        description = "Predicts what an AI superpod will do before anyone buys it.",
        mixinStandardHelpOptions = true,
        version = Podwright.NAME_AND_VERSION,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND")
public final class Podwright implements Runnable {
    static final String VERSION = "0.1.0";
    static final String NAME_AND_VERSION = "podwright " + VERSION;

    private static final List<String> VERSION_OPTIONS = List.of("-V", "--version");

    /// In the order of the help.
    private static final SequencedMap<String, Supplier<Object>> COMMANDS = commands();

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
        if (args.length == 1 && VERSION_OPTIONS.contains(args[0])) {
            // Scripts ask for it often, and loading the option parser takes longer than everything else.
            out.println(NAME_AND_VERSION);
            out.flush();
            return 0;
        }
        Podwright root = new Podwright();
        Failure failure = new Failure(err, () -> root.verbose);
        CommandLine line = new CommandLine(root);
        needed(args).forEach(name -> line.addSubcommand(name, COMMANDS.get(name).get()));
        line.setOut(out)
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

    private static SequencedMap<String, Supplier<Object>> commands() {
        SequencedMap<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("plan", PlanCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("compare", CompareCommand::new);
        commands.put("simulate", SimulateCommand::new);
        commands.put("network", NetworkCommand::new);
        commands.put("migrate", MigrateCommand::new);
        commands.put("diagnose", DiagnoseCommand::new);
        commands.put("error", ErrorCommand::new);
        commands.put("catalog", CatalogCommand::new);
        commands.put("validate", ValidateCommand::new);
        commands.put("calibrate", CalibrateCommand::new);
        return commands;
    }

    /// The commands that a line can need. Reading the options of one takes longer than many a command itself, so a line that
    /// begins with a command loads no other.
    private static Collection<String> needed(String... args) {
        boolean named = args.length > 0 && COMMANDS.containsKey(args[0]);
        return named ? List.of(args[0]) : COMMANDS.sequencedKeySet();
    }

    /// Without a command: the help, with a line for each command.
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
