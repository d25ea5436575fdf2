package dev.podwright.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Runs the usual command lines once, silently, while the Java machine records what to keep in its AOT cache (JEP 514).
/// The launcher calls it after a build; what is rehearsed here starts fast later. A line that fails is no matter.
final class Rehearsal {
    private static final List<List<String>> LINES = List.of(
            List.of(),
            List.of("--version"),
            List.of("--help"),
            List.of("--no-such-option"),
            List.of("plan"),
            List.of("plan", "--json"),
            List.of("plan", "--print-scenario"),
            List.of("plan", "--model", "llama-3.1-70b", "--pods", "h200-8,cloudmatrix384", "--rate", "20"),
            List.of("plan", "--workload", "all-seven", "--model", "iflytekspark-13b", "--chip", "ascend-910b3", "--chips", "8"),
            List.of("explain", "--model", "deepseek-r1", "--pod", "cloudmatrix384", "--decode", "--batch", "96"),
            List.of("plan", "--training"),
            List.of("plan", "--training", "--json"),
            List.of("plan", "--training", "--print-scenario"),
            List.of("plan", "--training", "--model", "mixtral-8x7b", "--pod", "dgx-h100", "--chips", "64", "--tokens", "1T"),
            List.of("explain", "--training", "--model", "llama-3.1-70b", "--pod", "dgx-h100", "--chips", "64", "--tp", "8", "--pp", "4"),
            List.of("simulate"),
            List.of("simulate", "--json"),
            List.of("simulate", "--model", "llama-3.1-8b", "--chip", "a100-sxm-80", "--tp", "1", "--chunk", "512", "--rate", "5", "--count", "500"),
            List.of("plan", "--confirm", "--count", "300", "--model", "llama-3.1-8b", "--pod", "h20-8", "--rate", "40"),
            List.of("compare", "ascend-910b2", "a100-sxm-80"),
            List.of("network"),
            List.of("network", "--pod", "atlas-960-superpod", "--bytes", "256MiB", "--fail", "8*leaf-spine", "--json"),
            List.of("network", "--pod", "cloudmatrix384", "--pod", "h800-8", "--chips", "384", "--bytes", "1MiB", "--routing", "ecmp"),
            List.of("network", "--topology", "switch:8:450,switch:512:50", "--op", "all-reduce", "--bytes", "1GiB"),
            List.of("network", "--topology", "ring:8:400,mesh:4:100,switch:64:50", "--op", "all-to-all", "--bytes", "256MiB"),
            List.of("network", "--topology", "switch:64:50", "--flows", "random:500:1MB-100MB", "--tolerance", "1%"),
            List.of("migrate"),
            List.of("migrate", "--model", "llama-3.1-8b", "--from", "h100-sxm", "--to", "ascend-910b2,ascend-950dt", "--json"),
            List.of("error"),
            List.of("error", "507015", "EI0006", "--json"),
            List.of("diagnose", "examples/h100-training-step.json.gz"),
            List.of("catalog", "list"),
            List.of("catalog", "show", "h20-96"),
            List.of("validate"));

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        LINES.forEach(line -> Podwright.run(silent(), silent(), line.toArray(String[]::new)));
        Path page = Files.createTempFile("podwright", ".html");
        Podwright.run(silent(), silent(), "plan", "--html", page.toString());
        Files.delete(page);
    }

    private static PrintWriter silent() {
        return new PrintWriter(Writer.nullWriter());
    }
}
