package dev.podwright.profile.kineto;

import dev.podwright.profile.Profile;
import dev.podwright.profile.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes traces of any size, and measures how they are read. Not a test: run by hand, as bench/README.md says.
///
/// `write FILE MEGABYTES [python] [varied]` writes a trace, if asked with frames of Python as `with_stack=True` records them, or with shapes that hardly ever come again. `read FILE` reads it and prints what it
/// found, CPU seconds of the process, and wall seconds; give `-Xmx512m` to see that memory suffices.
final class BigTrace {
    private static final int LAYERS = 32;
    private static final long MEGABYTE = 1_000_000;
    private static final double NANOS = 1e9;

    private BigTrace() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            List<String> words = List.of(arguments);
            write(file, Long.parseLong(arguments[2]) * MEGABYTE, words.contains("python"), words.contains("varied"));
        } else {
            read(file);
        }
    }

    private static void write(Path file, long bytes, boolean python, boolean varied) throws IOException {
        long[] written = {0};
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(TraceText.start(TraceText.distributed(0, 8)));
            TrainingTrace trace = new TrainingTrace(7, python, varied, event -> {
                try {
                    out.write(written[0] == 0 ? event : "," + event);
                    written[0] += event.length() + 1;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (int step = 1; written[0] < bytes; step++) {
                trace.step(step, LAYERS);
            }
            out.write(TraceText.end());
            System.out.printf("%,d bytes, %,d events, %,d operators, %,d tasks of %.6f s%n", written[0], trace.events, trace.operators, trace.tasks, trace.taskNanos / NANOS);
        }
    }

    private static void read(Path file) {
        long before = System.nanoTime();
        Profile profile = Profiles.read(file).getFirst();
        double wall = (System.nanoTime() - before) / NANOS;
        com.sun.management.OperatingSystemMXBean system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.printf("%s, %s: %,d tasks in %,d uses of %.6f s, %,d host operators, %d steps, %.3f s; wall %.2f s, CPU %.2f s%n", profile.device(), profile.versions(),
                profile.timeline().size(), profile.uses().size(), profile.uses().stream().mapToDouble(u -> u.seconds()).sum(), profile.operators().size(), profile.steps().size(),
                profile.seconds(), wall, system.getProcessCpuTime() / NANOS);
        profile.notes().forEach(System.out::println);
        profile.uses().stream().limit(5).forEach(System.out::println);
    }
}
