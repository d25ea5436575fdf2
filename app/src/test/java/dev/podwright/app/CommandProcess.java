package dev.podwright.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs the command line as users meet it: a process of its own, with its streams and its exit code.
final class CommandProcess {
    private static final long PATIENCE_MINUTES = 5;

    private static final List<String> QUICK_START = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private Path directory = Path.of("");
    private ProcessBuilder.Redirect output = ProcessBuilder.Redirect.PIPE;

    /// What a finished process left.
    record Result(int code, String out, String err) {}

    CommandProcess in(Path where) {
        directory = where;
        return this;
    }

    CommandProcess outputTo(Path file) {
        output = ProcessBuilder.Redirect.to(file.toFile());
        return this;
    }

    Result run(String... arguments) {
        return result(start(arguments));
    }

    /// What a started process leaves.
    static Result result(Process process) {
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String out = text(process.getInputStream());
        return new Result(code(process), out, err.join());
    }

    /// A reader that goes away before anything is written.
    Result runWithClosedOutput(String... arguments) {
        Process process = start(arguments);
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Result(code(process), "", text(process.getErrorStream()));
    }

    Process start(String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(QUICK_START);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Podwright.class.getName()));
        line.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(line).directory(directory.toAbsolutePath().toFile()).redirectOutput(output).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int code(Process process) {
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("The process did not end within %d minutes.".formatted(PATIENCE_MINUTES));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted.", e);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
