package dev.podwright.profile.kineto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podwright.document.InputException;
import dev.podwright.profile.Profiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of files that are no whole trace.
class KinetoErrorsTest {
    @TempDir
    private Path directory;

    private void refused(Path path, String problem, String mend) {
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> Profiles.read(path)).satisfies(e -> {
            assertThat(e.getMessage()).contains(path.toString()).contains(problem);
            assertThat(e.mend()).contains(mend);
        });
    }

    private void refused(String content, String problem, String mend) {
        refused(TraceFiles.plain(directory, "trace.json", content), problem, mend);
    }

    @Test
    void noFile() {
        refused(directory.resolve("none.json"), "there is no such file", "Check the path");
    }

    @Test
    void anEmptyFile() {
        refused("", "the file is empty", "Take the profile again");
        refused(" \n ", "the file is empty", "Take the profile again");
        refused(TraceFiles.compressed(directory, "empty.json.gz", ""), "the file is empty", "Take the profile again");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aTraceThatWasCutShortAnywhere(int seed) {
        String whole = TraceText.file("", TraceFiles.training(1, 1, 1));
        int from = whole.indexOf("traceEvents") + 2000;
        String cut = whole.substring(0, from + new Random(seed).nextInt(whole.length() - from - 2));

        refused(cut, "the trace ends too early, after byte %,d;".formatted(cut.getBytes(StandardCharsets.UTF_8).length), "cut short");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> Profiles.read(directory.resolve("trace.json"))).withMessageMatching("(?s).*; [\\d,]+ events were read before\\.");
    }

    @Test
    void aCompressedTraceThatWasCutShort() throws IOException {
        Path file = TraceFiles.compressed(directory, "trace.json.gz", TraceText.file("", TraceFiles.training(1, 1, 2)));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        refused(file, "the compressed trace ends too early", "cut short");
    }

    @Test
    void aCompressedTraceThatIsDamaged() throws IOException {
        Path file = TraceFiles.compressed(directory, "trace.json.gz", TraceText.file("", TraceFiles.training(1, 1, 2)));
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 50, (byte) 0xff);
        Files.write(file, bytes);

        refused(file, "the compressed data is damaged", "gzip -t");
    }

    @Test
    void whatIsNoJson() {
        String whole = TraceText.file("", TraceFiles.training(1, 1, 1));
        int at = whole.indexOf("\"cat\"", whole.length() / 2);

        refused(whole.substring(0, at) + "@@" + whole.substring(at), "line %,d, byte ".formatted(1 + whole.substring(0, at).chars().filter(c -> c == '\n').count()), "Copy the trace again whole");
        refused("{\"a\" 1}", "line 1, byte 5: this is not JSON", "torch.profiler");
        refused("<html>", "neither a trace", "export_chrome_trace");
        refused("a,b\n1,2\n", "neither a trace", "export_chrome_trace");
        refused("PK\u0003\u0004abc", "zip archive", "Unpack");
        refused("SQLite format 3\u0000", "SQLite database", "Chrome trace");
    }

    @Test
    void jsonThatIsNoTrace() {
        refused("{\"model_type\": \"llama\", \"hidden_size\": 5}", "the JSON has no field (traceEvents), only (model_type), (hidden_size)", "torch.profiler");
        refused("{\"traceEvents\": []}", "the trace has no events", "profile at least one whole step");
        refused("[1, 2]", "the trace has no events", "profile at least one whole step");
    }

    @Test
    void tracesOfOtherPrograms() {
        refused("{\"traceEvents\": [{\"ph\": \"X\", \"cat\": \"gc\", \"name\": \"mark\", \"ts\": 1, \"dur\": 2, \"pid\": 1, \"tid\": 1}, {\"ph\": \"B\", \"name\": \"x\"}]}",
                "of 2 events none is of PyTorch's profiler (categories: (gc))", "another program");
        refused("{\"displayTimeUnit\": \"ns\", \"traceEvents\": [{\"ph\": \"M\", \"pid\": 1, \"name\": \"process_name\", \"args\": {\"name\": \"/device:GPU:0\"}}, "
                + "{\"ph\": \"X\", \"name\": \"fusion\", \"ts\": 1, \"dur\": 2, \"pid\": 1, \"tid\": 1}]}", "TensorFlow or JAX", "torch.profiler");
        refused("[{\"ph\": \"M\", \"pid\": 1, \"name\": \"process_name\", \"args\": {\"name\": \"Ascend Hardware\"}}, {\"ph\": \"X\", \"name\": \"MatMul\", \"ts\": \"1.5\", \"dur\": 2, \"pid\": 1, \"tid\": 1}]",
                "timeline of an Ascend profiler", "ASCEND_PROFILER_OUTPUT");
    }

    @Test
    void aProfilerThatRecordedNothing() {
        refused(TraceText.file("", List.of(TraceText.metadata("process_name", "1", 0, "\"name\": \"python\""))), "recorded no operator and no task", "on_trace_ready");
    }
}
