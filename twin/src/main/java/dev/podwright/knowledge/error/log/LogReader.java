package dev.podwright.knowledge.error.log;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.knowledge.error.ErrorCodes;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Reads logs line by line in bounded memory: files, compressed files, folders of them, a stream.
public final class LogReader {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER = 1 << 16;
    private static final String KEEP = "Give what the job printed, or the folder of CANN's logs ($HOME/ascend/log).";

    private final ErrorCodes codes;
    private final Hits hits;
    private final Tally tally = new Tally();
    private final List<LogFile> files = new ArrayList<>();

    /// @param codes the lists that say what is a code
    public LogReader(ErrorCodes codes) {
        this.codes = codes;
        hits = new Hits(codes);
    }

    /// Reads a log, or all logs in a folder and below it.
    ///
    /// @throws InputException if there is no such file, it is empty, is no text, or cannot be read; files in folders that are no text are passed over
    /// and named
    public LogReader read(Path path) {
        if (Files.isDirectory(path)) {
            List<Path> found = below(path);
            if (found.isEmpty()) {
                throw new InputException("%s: there is no file in this folder.".formatted(path), KEEP);
            }
            found.forEach(file -> file(file, true));
            if (files.stream().noneMatch(LogFile::read)) {
                throw new InputException("%s: there is no text in this folder (%s).".formatted(path, files.getFirst().note()), KEEP);
            }
            return this;
        }
        file(path, false);
        return this;
    }

    /// Reads a stream that is called `name`; it is not closed.
    public LogReader read(String name, InputStream in) {
        try {
            stream(name, "", in, false);
        } catch (IOException e) {
            throw new InputException("%s: cannot be read (%s).".formatted(name, e.getMessage()), "Try again.", e);
        }
        return this;
    }

    /// What all of them say.
    public LogReport report() {
        return new Judge(codes, tally, files).report();
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("%s: the folder cannot be read (%s).".formatted(folder, e.getMessage()), "Check its permissions.", e);
        }
    }

    private void file(Path file, boolean passOver) {
        Path folder = file.toAbsolutePath().getParent();
        try (InputStream in = Files.newInputStream(file)) {
            stream(file.toString(), folder == null ? "" : folder.toString(), in, passOver);
        } catch (NoSuchFileException e) {
            throw new InputException("%s: there is no such file.".formatted(file), nearest(file), e);
        } catch (AccessDeniedException e) {
            refuse(file.toString(), "you may not read this file", "Check its permissions.", passOver);
        } catch (IOException e) {
            refuse(file.toString(), "the file cannot be read (%s)".formatted(e.getMessage()), "Check that it is a file.", passOver);
        }
    }

    private static String nearest(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "There is no folder %s either.".formatted(folder);
        }
        try (Stream<Path> beside = Files.list(folder)) {
            String maybe = Nearest.maybe(file.getFileName().toString(), beside.map(p -> p.getFileName().toString()).toList());
            return maybe.isEmpty() ? "Check the path." : maybe;
        } catch (IOException e) {
            return "Check the path.";
        }
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
        in.mark(2);
        boolean gzip = (in.read() << 8 | in.read()) == GZIP_MAGIC;
        in.reset();
        try {
            return gzip ? new GZIPInputStream(in, BUFFER) : in;
        } catch (EOFException e) {
            throw new IOException("compressed data that ends in its heading", e);
        }
    }

    private void stream(String name, String folder, InputStream raw, boolean passOver) throws IOException {
        Lines lines = new Lines(unpacked(raw));
        if (lines.empty()) {
            refuse(name, "the log is empty" + (lines.damage().isEmpty() ? "" : ": it " + lines.damage()), KEEP, passOver);
            return;
        }
        if (!lines.text()) {
            refuse(name, "this is no text", "Unpack archives first; convert UTF-16 with iconv -f utf-16 -t utf-8.", passOver);
            return;
        }
        Scanner scanner = new Scanner(codes, hits, tally, name, folder);
        while (lines.next()) {
            scanner.line(lines.line(), lines.length(), lines.number());
        }
        scanner.end();
        List<String> notes = new ArrayList<>();
        if (!lines.damage().isEmpty()) {
            notes.add(lines.damage());
        }
        if (lines.cut() > 0) {
            notes.add("%,d lines are longer than %,d bytes and were read to there".formatted(lines.cut(), Lines.LONGEST));
        }
        files.add(new LogFile(name, lines.number(), lines.bytes(), String.join("; ", notes), true));
    }

    private void refuse(String name, String why, String mend, boolean passOver) {
        if (!passOver) {
            throw new InputException("%s: %s.".formatted(name, why), mend);
        }
        files.add(new LogFile(name, 0, 0, why, false));
    }
}
