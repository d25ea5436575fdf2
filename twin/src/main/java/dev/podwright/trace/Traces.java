package dev.podwright.trace;

import dev.podwright.document.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Reads request traces, plain or gzip; the format is told by the first line.
///
/// * Azure (Azure/AzurePublicDataset): CSV with `TIMESTAMP,ContextTokens,GeneratedTokens`;
/// * BurstGPT (HPMLL/BurstGPT): CSV with `Timestamp,…,Request tokens,Response tokens,…`, seconds;
/// * Mooncake (kvcache-ai/Mooncake): JSON lines with `timestamp` (ms), `input_length`, `output_length`, `hash_ids` of 512 tokens.
public final class Traces {
    private static final String EXCERPT = "mooncake-conversation-excerpt.jsonl.gz";

    private Traces() {}

    /// The excerpt that ships with the product: the first 1,500 requests of Mooncake's conversation trace (Apache-2.0).
    public static RequestTrace embedded() {
        try (InputStream raw = Traces.class.getResourceAsStream(EXCERPT)) {
            return read(EXCERPT, new GZIPInputStream(raw));
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded trace cannot be read.", e);
        }
    }

    /// @throws InputException if the file is not a trace, is cut short, or runs backwards in time; names the line
    public static RequestTrace read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException("%s: there is no such trace.".formatted(file), "Give a CSV of Azure or BurstGPT, or JSON lines of Mooncake.");
        }
        try (InputStream raw = Files.newInputStream(file)) {
            return read(file.toString(), file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw);
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("%s: the trace cannot be read (%s).".formatted(file, e.getMessage()), "Check that the file is whole.", e);
        }
    }

    static RequestTrace read(String name, InputStream stream) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16);
        String first = lines.readLine();
        if (first == null || first.isBlank()) {
            throw new InputException("%s: the trace is empty.".formatted(name), "");
        }
        TraceFormat format = format(name, first);
        TraceColumns columns = new TraceColumns(name, format.segmentTokens());
        String line = format.heading() ? lines.readLine() : first;
        for (int number = format.heading() ? 2 : 1; line != null; number++, line = lines.readLine()) {
            if (!line.isBlank()) {
                format.read(line, columns.at(number));
            }
        }
        return columns.trace();
    }

    private static TraceFormat format(String name, String first) {
        if (first.startsWith("{")) {
            return new MooncakeFormat();
        }
        return CsvFormat.of(name, first);
    }
}
