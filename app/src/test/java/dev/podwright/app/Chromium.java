package dev.podwright.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A headless browser, where there is one.
record Chromium(Path program) {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> ALWAYS = List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=4000");
    private static final long PATIENCE_MINUTES = 3;

    static Optional<Chromium> found() {
        List<String> folders = List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        return NAMES.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name))).filter(Files::isExecutable).findFirst().map(Chromium::new);
    }

    /// The document after its scripts ran.
    String dom(Path page, String... options) {
        return run(page, Stream.concat(Stream.of("--dump-dom"), Stream.of(options)).toList());
    }

    void print(Path page, Path pdf) {
        run(page, List.of("--no-pdf-header-footer", "--print-to-pdf=" + pdf));
    }

    private String run(Path page, List<String> options) {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(ALWAYS);
        line.addAll(options);
        line.add(page.toUri().toString());
        try {
            Path profile = Files.createTempDirectory("chromium");
            line.add(1, "--user-data-dir=" + profile);
            Process process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("The browser did not end within %d minutes.".formatted(PATIENCE_MINUTES));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted.", e);
        }
    }
}
