package dev.podwright.trace;

import dev.podwright.document.InputException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads request traces, plain or gzip; the format is told by the first line.
///
/// * Azure (Azure/AzurePublicDataset): CSV with `TIMESTAMP,ContextTokens,GeneratedTokens`;
/// * BurstGPT (HPMLL/BurstGPT): CSV with `Timestamp,…,Request tokens,Response tokens,…`, seconds;
/// * Mooncake (kvcache-ai/Mooncake): JSON lines with `timestamp` (ms), `input_length`, `output_length`, `hash_ids` of 512 tokens.
public final class Traces {
    static final String KNOWN = "Known are Azure (TIMESTAMP,ContextTokens,GeneratedTokens), BurstGPT (Timestamp,…,Request tokens,Response tokens,…), "
            + "Mooncake (JSON lines with timestamp, input_length, output_length) and folders of ServeGen.";
    private static final String EXCERPT = "mooncake-conversation-excerpt.jsonl.gz";
    private static final int BUFFER = 1 << 16;
    private static final int ZIPPED_FIRST = 0x1f;
    private static final int ZIPPED_SECOND = 0x8b;

    private Traces() {}

    /// The excerpt that ships with the product: the first 1,500 requests of Mooncake's conversation trace (Apache-2.0).
    public static RequestTrace embedded() {
        try (InputStream raw = Traces.class.getResourceAsStream(EXCERPT)) {
            return read("Mooncake conversation excerpt", raw, Reading.ALL);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded trace cannot be read.", e);
        }
    }

    /// What is wanted of a recorded service: a trace, or a folder of ServeGen.
    ///
    /// @throws InputException if it is neither, is cut short, runs backwards in time or does not suit the model; names file and line
    public static Recording recording(Path path, Reading wanted) {
        return Files.isDirectory(path) ? ServeGenFolder.read(path, wanted) : read(path, wanted);
    }

    /// All of a trace.
    ///
    /// @throws InputException if the file is not a trace, is cut short, or runs backwards in time; names the line
    public static RequestTrace read(Path file) {
        return read(file, Reading.ALL);
    }

    /// What is wanted of a trace.
    ///
    /// @throws InputException if the file is not a trace, is cut short, runs backwards in time or does not suit the model; names the line
    public static RequestTrace read(Path file, Reading wanted) {
        if (!Files.isRegularFile(file)) {
            throw new InputException("%s: there is no such trace.".formatted(file), KNOWN);
        }
        try (InputStream raw = Files.newInputStream(file)) {
            return read(file.toString(), raw, wanted);
        } catch (EOFException | ZipException e) {
            throw new InputException("%s: the compressed file is cut short or damaged at its beginning.".formatted(file), "Copy it again.", e);
        } catch (IOException e) {
            throw new InputException("%s: the trace cannot be read (%s).".formatted(file, e.getMessage()), "Check that the file is whole.", e);
        }
    }

    private static RequestTrace read(String name, InputStream raw, Reading wanted) throws IOException {
        Lines lines = new Lines(name, unpacked(raw));
        if (!lines.next()) {
            throw new InputException("%s: the trace is empty.".formatted(name), KNOWN);
        }
        TraceFormat format = lines.bytes()[lines.from()] == '{' ? new MooncakeFormat() : CsvFormat.of(name, lines.text());
        TraceColumns columns = new TraceColumns(name, format, wanted);
        boolean more = !format.heading() || lines.next();
        while (more) {
            format.read(lines, columns.at(lines.number()));
            more = lines.next();
        }
        return columns.trace();
    }

    /// The lines of a small file, read whole.
    static Lines lines(Path file) {
        try {
            return new Lines(file.toString(), new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new InputException("%s: the file cannot be read (%s).".formatted(file, e.getMessage()), "", e);
        }
    }

    /// Told by the content, whatever the file is called.
    private static InputStream unpacked(InputStream raw) throws IOException {
        InputStream buffered = new BufferedInputStream(raw, BUFFER);
        buffered.mark(2);
        boolean zipped = buffered.read() == ZIPPED_FIRST && buffered.read() == ZIPPED_SECOND;
        buffered.reset();
        return zipped ? new GZIPInputStream(buffered, BUFFER) : buffered;
    }
}
