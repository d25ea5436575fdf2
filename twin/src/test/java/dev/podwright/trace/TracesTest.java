package dev.podwright.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesTest {
    private static final String AZURE = "TIMESTAMP,ContextTokens,GeneratedTokens\n";
    private static final String BURST = "Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n";

    @TempDir
    private Path folder;

    private RequestTrace read(String text) throws IOException {
        return Traces.read(write(text));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("t"), text);
    }

    @Test
    void azure() throws IOException {
        RequestTrace trace = read(AZURE + "2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n");
        assertThat(trace.arrival(0)).isZero();
        assertThat(trace.arrival(1)).isCloseTo(4.314579, within(1e-6));
        assertThat(trace.input(1)).isEqualTo(396);
        assertThat(trace.output(0)).isEqualTo(44);
        assertThat(trace.segmentTokens()).isZero();
        assertThat(trace.hashes(0)).isNull();
    }

    @Test
    void azure_of_2024_writes_the_time_zone_and_lines_may_end_in_two_characters() throws IOException {
        RequestTrace trace = read("\uFEFF" + AZURE.replace("\n", "\r\n") + "2024-05-10 23:59:59.009930+00:00,2162,5\r\n2024-05-11 00:00:00.5+00:00,2399,6\r\n\r\n");
        assertThat(trace.arrival(1)).isCloseTo(1.49007, within(1e-6));
        assertThat(trace.output(1)).isEqualTo(6);
    }

    @Test
    void burst_gpt_leaves_failed_requests_out() throws IOException {
        RequestTrace trace = read(BURST + "5,,1,ChatGPT,472,18,490,Conversation log\n6,,1,GPT-4,30,0,30,API log\n45,,1,GPT-4,30,3,33,API log\n");
        assertThat(trace.arrival(1)).isEqualTo(40);
        assertThat(trace.remarks()).singleElement().asString().endsWith("t: 1 requests are left out, as they generated nothing.");
    }

    @Test
    void mooncake_keeps_the_hashes_of_whole_segments() throws IOException {
        RequestTrace trace = read("""
                {"timestamp": 0, "input_length": 1030, "output_length": 5, "hash_ids": [7, 8, 9]}
                { "type": "a \\" {x", "extra": {"a": [1, "]"]}, "timestamp":1500,"output_length":5,"input_length":30,"hash_ids":[] }
                {"timestamp": 1500.5, "input_length": 512, "output_length": 5, "hash_ids": [5000000000]}
                """);
        assertThat(trace.arrival(1)).isEqualTo(1.5);
        assertThat(trace.hashes(0)).containsExactly(7, 8);
        assertThat(trace.hashes(1)).isEmpty();
        assertThat(trace.hashes(2)).containsExactly(5_000_000_000L);
        assertThat(trace.segmentTokens()).isEqualTo(512);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "2023-11-16 18:15:46.6,374 | t, line 2: 2 cells for 3 columns.",
        "2023-11-16 18:15:46.6,374,x | t, line 2: \"x\" is not a number.",
        "2023-11-16 18:15:46.6,374, | t, line 2: \"\" is not a number.",
        "2023-11-16 18:15:46.6,0x10,4 | t, line 2: \"0x10\" is not a number.",
        "2023-11-16 18:15:46.6,374,NaN | t, line 2: \"NaN\" is not a number.",
        "2023-11-16 25:15:46.6,374,4 | t, line 2: \"2023-11-16 25:15:46.6\" is not a date and time.",
        "2023-13-16 18:15:46.6,374,4 | t, line 2: \"2023-13-16 18:15:46.6\" is not a date and time.",
        "2023-11-16 18:15:46.6,374,4\\n\\n2023-11-16 18:15:40.25,374,4 | t, line 4: time runs backwards, to 2023-11-16 18:15:40.250 after 2023-11-16 18:15:46.600 of line 2.",
        "2023-11-16 18:15:46.6,0,4 | t, line 2: a request of 0 input tokens.",
        "2023-11-16 18:15:46.6,-5,4 | t, line 2: -5 input tokens.",
        "2023-11-16 18:15:46.6,5,-4 | t, line 2: -4 output tokens.",
        "2023-11-16 18:15:46.6,5,1e12 | t, line 2: 1000000000000 output tokens.",
        "2023-11-16 18:15:46.6,2.5,4 | t, line 2: 2.5 input tokens.",
        "2023-11-16 18:15:46.6,5,0 | t: the trace holds no request that generated a token."})
    void what_is_wrong_in_a_table_is_named_with_its_line(String text, String problem) {
        assertThatThrownBy(() -> read(AZURE + text.replace("\\n", "\n"))).isInstanceOf(InputException.class).hasMessageContaining("/" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"timestamp\": 0, \"input_length\": 1030, \"output_ | t, line 1: the line is not JSON.",
        "{\"timestamp\": 0, \"input_length\": 1030, \"output_length\": 5, \"hash_ids\": [1, 2 | t, line 1: the line is not JSON.",
        "{\"timestamp\": 0, \"input_length\": 1030} | t, line 1: timestamp, input_length or output_length is missing.",
        "{\"timestamp\": 0, \"input_length\": \"a\", \"output_length\": 5} | t, line 1: \"\"a\"\" is not a number.",
        "{\"timestamp\": 0, \"input_length\": 9, \"output_length\": 5, \"hash_ids\": [1.5]} | t, line 1: the hash 1.5 is not a whole number",
        "{\"timestamp\": 10, \"input_length\": 9, \"output_length\": 5}\\n{\"timestamp\": 9, \"input_length\": 9, \"output_length\": 5} | t, line 2: time runs backwards, to 9 ms after 10 ms of line 1."})
    void what_is_wrong_in_json_is_named_with_its_line(String text, String problem) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n"))).isInstanceOf(InputException.class).hasMessageContaining("/" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "a,b,c\\n1,2,3 | t, line 1: this is the heading of no trace known here: \"a,b,c\".",
        "TIMESTAMP,ContextToken,GeneratedTokens\\n | t, line 1: there is no column ContextTokens, only TIMESTAMP, ContextToken, GeneratedTokens.",
        "`` | t: the trace is empty.",
        "\\n \\n | t: the trace is empty.",
        "TIMESTAMP,ContextTokens,GeneratedTokens | t: the trace holds no request"})
    void what_is_no_trace_is_named_with_what_was_found(String text, String problem) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n"))).isInstanceOf(InputException.class).hasMessageContaining("/" + problem);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void a_zipped_trace_is_told_by_its_content_and_a_cut_one_by_its_last_line() throws IOException {
        StringBuilder text = new StringBuilder(AZURE);
        for (int i = 0; i < 5000; i++) {
            text.append("2023-11-16 18:15:46.%07d,%d,%d%n".formatted(i * 1000, 100 + i * 7919 % 977, 1 + i * 31 % 89));
        }
        byte[] whole = zipped(text.toString());
        assertThat(Traces.read(Files.write(folder.resolve("t"), whole)).size()).isEqualTo(5000);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Traces.read(cut)).isInstanceOf(InputException.class).hasMessageMatching("(?s).*/cut: the compressed file is cut short or damaged after line [12],\\d{3}\\..*");
        Path head = Files.write(folder.resolve("head"), Arrays.copyOf(whole, 5));
        assertThatThrownBy(() -> Traces.read(head)).isInstanceOf(InputException.class).hasMessageContaining("cut short or damaged at its beginning");
        whole[whole.length / 2] ^= 0x55;
        Path damaged = Files.write(folder.resolve("damaged"), whole);
        assertThatThrownBy(() -> Traces.read(damaged)).isInstanceOf(InputException.class);
    }

    @Test
    void a_line_without_end_is_refused_before_it_fills_the_memory() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bomb)) {
            zip.write(AZURE.getBytes(StandardCharsets.UTF_8));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }
        Path file = Files.write(folder.resolve("bomb"), bomb.toByteArray());
        assertThatThrownBy(() -> Traces.read(file)).isInstanceOf(InputException.class).hasMessageContaining("/bomb, line 2: the line has no end within 1,048,576 bytes.");
    }

    @Test
    void a_window_counts_from_its_own_begin() throws IOException {
        Path file = write("Timestamp,Request tokens,Response tokens\n100,1,1\n110,2,1\n115,3,1\n120,4,1\n");
        RequestTrace trace = Traces.read(file, new Reading(10, 20, 0, Reading.TooLong.ERROR));
        assertThat(trace.size()).isEqualTo(2);
        assertThat(trace.arrival(0)).isZero();
        assertThat(trace.input(1)).isEqualTo(3);
        assertThat(trace.remarks()).singleElement().asString().endsWith("2 requests lie outside the window.");
        assertThatThrownBy(() -> Traces.read(file, new Reading(50, 60, 0, Reading.TooLong.ERROR))).isInstanceOf(InputException.class).hasMessageContaining("in the window asked for.");
    }

    @Test
    void requests_beyond_the_context_are_an_error_unless_dropped_or_cut() throws IOException {
        Path file = write("{\"timestamp\": 0, \"input_length\": 600, \"output_length\": 5, \"hash_ids\": [1, 2]}\n"
                + "{\"timestamp\": 5, \"input_length\": 1100, \"output_length\": 300, \"hash_ids\": [1, 2, 3]}\n{\"timestamp\": 9, \"input_length\": 10, \"output_length\": 2000}\n");
        assertThatThrownBy(() -> Traces.read(file, Reading.ALL.within(1000))).isInstanceOf(InputException.class)
                .hasMessageContaining("t: 2 of 3 requests exceed the 1,000 tokens that the model takes: the first on line 2, the longest with 2,010 tokens.");
        RequestTrace dropped = Traces.read(file, new Reading(0, Double.POSITIVE_INFINITY, 1000, Reading.TooLong.DROP));
        assertThat(dropped.size()).isEqualTo(1);
        RequestTrace cut = Traces.read(file, new Reading(0, Double.POSITIVE_INFINITY, 1000, Reading.TooLong.CUT));
        assertThat(cut.input(1)).isEqualTo(700);
        assertThat(cut.output(1)).isEqualTo(300);
        assertThat(cut.hashes(1)).isEmpty();
        assertThat(cut.input(2)).isEqualTo(10);
        assertThat(cut.output(2)).isEqualTo(990);
        assertThat(cut.remarks()).singleElement().asString().contains("2 requests exceed").endsWith("are cut.");
    }

    @Test
    void repetitions_follow_at_the_mean_gap_with_prompts_of_their_own_and_speed_shrinks_time() throws IOException {
        RequestTrace trace = read("{\"timestamp\": 0, \"input_length\": 600, \"output_length\": 5, \"hash_ids\": [1]}\n{\"timestamp\": 10000, \"input_length\": 600, \"output_length\": 5, \"hash_ids\": [1]}\n"
                + "{\"timestamp\": 20000, \"input_length\": 600, \"output_length\": 5, \"hash_ids\": [2]}\n");
        Replay replay = new Replay(trace, 2, 2);
        double[] seen = new double[6];
        double[] announced = new double[7];
        long[] hashes = new long[6];
        announced[0] = replay.upcoming();
        for (int i = 0; replay.next(); i++) {
            seen[i] = replay.arrival();
            hashes[i] = replay.hashes()[0];
            announced[i + 1] = replay.upcoming();
        }
        assertThat(seen).containsExactly(0, 5, 10, 15, 20, 25);
        assertThat(announced).startsWith(seen).endsWith(Double.POSITIVE_INFINITY);
        assertThat(hashes[0]).isEqualTo(hashes[1]).isNotEqualTo(hashes[3]);
        assertThat(hashes[3]).isEqualTo(hashes[4]);
    }

    @Test
    void the_embedded_excerpt_is_whole() {
        RequestTrace trace = Traces.embedded();
        assertThat(trace.size()).isEqualTo(1500);
        assertThat(trace.hashes(0)).isNotEmpty();
    }
}
