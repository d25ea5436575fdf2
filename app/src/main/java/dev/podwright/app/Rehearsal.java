package dev.podwright.app;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/// Runs the usual command lines once, silently, while the Java machine records what to keep in its AOT cache (JEP 514).
/// The launcher calls it after a build; what is rehearsed here starts fast later. A line that fails is no matter.
final class Rehearsal {
    private static final List<List<String>> LINES = List.of(
            List.of(),
            List.of("--version"),
            List.of("--help"),
            List.of("--no-such-option"));

    private Rehearsal() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        LINES.forEach(line -> Podwright.run(silent(), silent(), line.toArray(String[]::new)));
    }

    private static PrintWriter silent() {
        return new PrintWriter(Writer.nullWriter());
    }
}
