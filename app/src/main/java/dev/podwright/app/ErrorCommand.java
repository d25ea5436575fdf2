package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.knowledge.error.ErrorCode;
import dev.podwright.knowledge.error.ErrorCodes;
import dev.podwright.knowledge.error.log.LogReader;
import dev.podwright.knowledge.error.log.LogReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `podwright error`: what an error code means, and which of those in a log is the cause.
@Command(name = "error", description = {"Explains error codes of CANN, its runtime, HCCL and torch_npu, and finds the likely cause in logs;", "with no arguments, the families of codes and those asked about most."})
final class ErrorCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private KnowledgeOptions knowledge;

    @Parameters(paramLabel = "CODE|LOG", arity = "0..*",
            description = "Codes such as 507015, EI0006, ERR01007; logs, compressed (.gz) or not; folders of logs such as ~/ascend/log; - for standard input. Logs given together are read as those of one job.")
    private List<String> given = List.of();

    @Option(names = "--json", description = "Print the answer as JSON (docs/schema/error.schema.json).")
    private boolean json;

    @Override
    public Integer call() {
        ErrorCodes codes = knowledge.errors();
        PrintWriter out = spec.commandLine().getOut();
        if (given.isEmpty()) {
            out.print(json ? Json.text(ErrorJson.overview(codes)) : ErrorText.overview(codes));
            return 0;
        }
        Asked asked = sorted(codes);
        out.print(json ? Json.text(ErrorJson.of(codes, asked.codes, asked.report)) : ErrorText.of(codes, asked.codes, asked.report));
        return 0;
    }

    private record Asked(List<ErrorCode> codes, Optional<LogReport> report) {}

    private Asked sorted(ErrorCodes codes) {
        List<ErrorCode> explained = new ArrayList<>();
        LogReader reader = new LogReader(codes);
        boolean logs = false;
        for (String argument : given) {
            Optional<Path> file = file(argument);
            boolean path = argument.equals(STANDARD_INPUT) || file.isPresent();
            if (path) {
                read(reader, argument, file);
                logs = true;
            } else if (message(argument)) {
                reader.read("the message given", new ByteArrayInputStream(argument.getBytes(StandardCharsets.UTF_8)));
                logs = true;
            } else {
                explained.add(codes.find(argument).orElseThrow(() -> neither(codes, argument)));
            }
        }
        return new Asked(explained, logs ? Optional.of(reader.report()) : Optional.empty());
    }

    private void read(LogReader reader, String argument, Optional<Path> file) {
        if (file.isPresent()) {
            reader.read(file.get());
        } else {
            reader.read("standard input", System.in);
        }
    }

    /// A file that is there, even if its name looks like a code.
    private static Optional<Path> file(String argument) {
        try {
            return argument.isBlank() ? Optional.empty() : Optional.of(Path.of(argument)).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// Whether an argument is a message pasted from a log rather than a code: several words, one of them more than a code.
    private static boolean message(String argument) {
        return argument.strip().split("\\s+").length > 4;
    }

    private static InputException neither(ErrorCodes codes, String argument) {
        try {
            codes.explain(argument);
            throw new IllegalStateException("The code (%s) was not found and is explained.".formatted(argument));
        } catch (InputException e) {
            boolean path = !argument.isBlank() && (argument.contains("/") || argument.contains("."));
            String beside = argument.isBlank() ? "" : beside(argument);
            return path || !beside.isEmpty()
                    ? new InputException("%s: there is no such file, and it has the form of no error code.".formatted(argument), beside.isEmpty() ? "Check the path." : beside, e)
                    : e;
        }
    }

    /// Files with similar names in the folder that the argument names.
    private static String beside(String argument) {
        try {
            Path path = Path.of(argument).toAbsolutePath();
            Path folder = path.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                return folder == null ? "" : "There is no folder %s.".formatted(folder);
            }
            try (Stream<Path> names = Files.list(folder)) {
                return Nearest.maybe(path.getFileName().toString(), names.map(p -> p.getFileName().toString()).toList());
            }
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }
}
