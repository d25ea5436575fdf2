package dev.podwright.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestMix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesTest {
    @TempDir
    private Path folder;

    private RequestTrace read(String text) throws IOException {
        return Traces.read(Files.writeString(folder.resolve("t"), text));
    }

    @Test
    void azure() throws IOException {
        RequestTrace trace = read("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n");
        assertThat(trace.arrivals()).containsExactly(new double[] {0, 4.314579}, within(1e-6));
        assertThat(trace.inputs()).containsExactly(374, 396);
        assertThat(trace.outputs()).containsExactly(44, 109);
        assertThat(trace.segmentTokens()).isZero();
    }

    @Test
    void burst_gpt_leaves_failed_requests_out() throws IOException {
        RequestTrace trace = read("Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,ChatGPT,472,18,490,Conversation log\n6,GPT-4,30,0,30,API log\n45,GPT-4,30,3,33,API log\n");
        assertThat(trace.arrivals()).containsExactly(0, 40);
        assertThat(trace.skipped()).isEqualTo(1);
    }

    @Test
    void mooncake() throws IOException {
        RequestTrace trace = read("{\"timestamp\": 0, \"input_length\": 1030, \"output_length\": 5, \"hash_ids\": [7, 8]}\n{\"timestamp\": 1500, \"input_length\": 30, \"output_length\": 5, \"hash_ids\": []}\n");
        assertThat(trace.arrivals()).containsExactly(0, 1.5);
        assertThat(trace.hashes()[0]).containsExactly(7, 8);
        assertThat(trace.segmentTokens()).isEqualTo(512);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "TIMESTAMP,ContextTokens,GeneratedTokens\\n2023-11-16 18:15:46.6,374 | line 2 | 2 cells for 3 columns",
        "TIMESTAMP,ContextTokens,GeneratedTokens\\n2023-11-16 18:15:46.6,374,x | line 2 | not a number",
        "TIMESTAMP,ContextTokens,GeneratedTokens\\n2023-11-16 18:15:46.6,374,4\\n2023-11-16 18:15:40.6,374,4 | line 3 | backwards",
        "TIMESTAMP,ContextTokens,GeneratedTokens\\n2023-11-16 18:15:46.6,0,4 | line 2 | 0 input",
        "TIMESTAMP,ContextToken,GeneratedTokens\\n | line 1 | no column",
        "{\"timestamp\": 0, \"input_length\": 1030, \"output_ | line 1 | not JSON",
        "{\"timestamp\": 0, \"input_length\": 1030} | line 1 | missing"})
    void what_is_wrong_is_named_with_its_line(String text, String line, String problem) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n"))).isInstanceOf(InputException.class).hasMessageContaining(line).hasMessageContaining(problem);
    }

    @Test
    void repetitions_follow_at_the_mean_gap_and_speed_shrinks_time() throws IOException {
        RequestTrace trace = read("Timestamp,Request tokens,Response tokens\n0,1,1\n10,1,1\n20,1,1\n");
        Replay replay = new Replay(trace, 2, 2);
        double[] seen = new double[6];
        for (int i = 0; replay.next(); i++) {
            seen[i] = replay.arrival();
        }
        assertThat(seen).containsExactly(0, 5, 10, 15, 20, 25);
    }

    @ParameterizedTest
    @CsvSource({"POISSON, 1", "GAMMA, 0.5", "GAMMA, 2.5", "WEIBULL, 0.6", "WEIBULL, 2"})
    void gaps_have_the_rate_and_the_variation_wanted(Gaps.Law law, double variation) {
        Generated source = new Generated(RequestMix.of(new Lengths(100, 50, 0)), new Gaps(law, 4, variation), Lengthening.about(0.2), 16, 200_000, 3);
        double before = 0;
        double sum = 0;
        double square = 0;
        double inputs = 0;
        while (source.next()) {
            double gap = source.arrival() - before;
            before = source.arrival();
            sum += gap;
            square += gap * gap;
            inputs += source.input();
        }
        double mean = sum / 200_000;
        assertThat(mean).isCloseTo(0.25, within(0.25 * 0.03));
        assertThat(Math.sqrt(square / 200_000 - mean * mean) / mean).isCloseTo(variation, within(variation * 0.06));
        assertThat(inputs / 200_000).isCloseTo(100, within(0.5));
    }

    @Test
    void the_embedded_excerpt_is_whole() {
        RequestTrace trace = Traces.embedded();
        assertThat(trace.size() + trace.skipped()).isEqualTo(1500);
        assertThat(trace.hashes()[0]).isNotEmpty();
    }
}
