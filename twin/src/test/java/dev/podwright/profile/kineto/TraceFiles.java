package dev.podwright.profile.kineto;

import dev.podwright.profile.Profile;
import dev.podwright.profile.Profiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Traces on disk.
final class TraceFiles {
    private TraceFiles() {}

    static Path plain(Path directory, String name, String content) {
        try {
            return Files.writeString(Files.createDirectories(directory.resolve(name).getParent()).resolve(Path.of(name).getFileName()), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path compressed(Path directory, String name, String content) {
        Path file = directory.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /// The profile of these events.
    static Profile read(Path directory, List<String> events) {
        return Profiles.read(plain(directory, "trace.json", TraceText.file("", events))).getFirst();
    }

    static Profile read(Path directory, String... events) {
        return read(directory, List.of(events));
    }

    /// A step of training.
    static List<String> training(long seed, int steps, int layers) {
        List<String> events = new ArrayList<>();
        TrainingTrace trace = new TrainingTrace(seed, true, true, events::add);
        for (int step = 1; step <= steps; step++) {
            trace.step(step, layers);
        }
        return events;
    }
}
