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
