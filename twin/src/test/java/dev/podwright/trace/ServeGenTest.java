package dev.podwright.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeGenTest {
    private static final String RATES = "0,2,1.5,Gamma,0.4,1\n600,0,0,,0,0\n1200,6,0.7,Weibull,1.4,0.1\n";
    private static final String LENGTHS = "{\"0\": {\"text_tokens\": \"{100: 0.5, 300: 0.5}\", \"output_tokens\": \"{10: 1.0}\", \"image_count\": \"{0: 0.5, 2: 0.5}\", \"image_tokens\": \"{500: 1.0}\"},"
            + " \"1200\": {\"text_tokens\": \"{50: 1}\", \"output_tokens\": \"{20: 0.25, 40: 0.75}\"}}";

    @TempDir
    private Path folder;

    private Recording read(String rates, String lengths, Reading wanted) throws IOException {
        Files.writeString(folder.resolve("a-trace.csv"), rates);
        Files.writeString(folder.resolve("a-dataset.json"), lengths);
        return Traces.recording(folder, wanted);
    }

    @Test
    void clients_ask_as_often_and_as_long_as_their_statistics_say() throws IOException {
        Recording recording = read(RATES, LENGTHS, Reading.ALL);
        assertThat(recording.span()).isEqualTo(1800);
        assertThat(recording.rate()).isCloseTo((2 * 600 + 6 * 600) / 1800.0, within(1e-9));
        assertThat(recording.meanInput()).isCloseTo((1200 * (200 + 500) + 3600 * 50) / 4800.0, within(1e-6));
        assertThat(recording.meanOutput()).isCloseTo((1200 * 10 + 3600 * 35) / 4800.0, within(1e-6));
        assertThat(recording.images()).isTrue();
        RequestSource source = recording.play(40, 1, 3);
        double[] counts = new double[3];
        double before = 0;
        double inputs = 0;
        while (source.upcoming() < Double.POSITIVE_INFINITY) {
            double announced = source.upcoming();
            assertThat(source.next()).isTrue();
            assertThat(source.arrival()).isEqualTo(announced).isGreaterThanOrEqualTo(before);
            before = source.arrival();
            counts[(int) (source.arrival() % 1800 / 600)]++;
            inputs += source.input();
            assertThat(source.images() * source.imageTokens()).isLessThan(source.input());
        }
        assertThat(source.next()).isFalse();
        assertThat(counts[0] / 40).isCloseTo(1200, within(30.0));
        assertThat(counts[1]).isZero();
        assertThat(counts[2] / 40).isCloseTo(3600, within(50.0));
        assertThat(inputs / (counts[0] + counts[2])).isCloseTo(recording.meanInput(), within(3.0));
    }

    @Test
    void speed_multiplies_rates_and_windows_keep_their_time_of_day() throws IOException {
        RequestSource source = read(RATES, LENGTHS, new Reading(1200, 1500, 0, Reading.TooLong.ERROR)).play(1, 5, 3);
        int count = 0;
        while (source.next()) {
            count++;
            assertThat(source.arrival()).isBetween(0.0, 300.0);
            assertThat(source.input()).isEqualTo(50);
        }
        assertThat((double) count).isCloseTo(9000, within(250.0));
    }

    @Test
    void longer_requests_than_the_model_takes_are_an_error_unless_dropped_or_cut() throws IOException {
        assertThatThrownBy(() -> read(RATES, LENGTHS, Reading.ALL.within(1000))).isInstanceOf(InputException.class)
                .hasMessageContaining("requests may have up to 1,310 tokens, and the model takes 1,000.");
        RequestSource dropped = read(RATES, LENGTHS, new Reading(0, 600, 1000, Reading.TooLong.DROP)).play(1, 1, 3);
        List<Integer> inputs = new ArrayList<>();
        while (dropped.next()) {
            inputs.add(dropped.input());
        }
        assertThat(inputs).containsOnly(100, 300);
        assertThat(dropped.remarks()).singleElement().asString().endsWith("are left out.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "0,2,1.5,Gamma,0.4 | a-trace.csv, line 1: 5 cells for 6 columns.",
        "0,2,1.5,Gamma,0.4,1\\n0,2,1,Gamma,1,1 | a-trace.csv, line 2: time runs backwards, to 0 s after 0 s.",
        "0,-2,1.5,Gamma,0.4,1 | a-trace.csv, line 1: a rate of -2.",
        "0,two,1.5,Gamma,0.4,1 | a-trace.csv, line 1: \"two\" is not a number.",
        "0,2,1.5,Zipf,0.4,1 | a-trace.csv, line 1: the law Zipf.",
        "0,0,0,,0,0\\n600,0,0,,0,0 | no client asks anything",
        "`` | a-trace.csv: the file is empty."})
    void what_is_wrong_is_named_with_file_and_line(String rates, String problem) {
        assertThatThrownBy(() -> read(rates.replace("\\n", "\n"), LENGTHS, Reading.ALL)).isInstanceOf(InputException.class).hasMessageContaining(problem);
    }

    @Test
    void lengths_that_are_no_histogram_and_missing_files_are_named() {
        assertThatThrownBy(() -> read(RATES, LENGTHS.replace("100: 0.5", "100 0.5"), Reading.ALL)).isInstanceOf(InputException.class).hasMessageContaining("text_tokens");
        assertThatThrownBy(() -> Traces.recording(Files.createDirectory(folder.resolve("none")), Reading.ALL)).isInstanceOf(InputException.class).hasMessageContaining("holds no client of ServeGen");
    }

    @Test
    void several_recordings_run_together_or_in_turn() throws IOException {
        RequestTrace a = RequestTrace.of("a", new double[] {0, 10}, new int[] {600, 600}, new int[] {1, 1}, new long[][] {{1}, {2}}, 512);
        RequestTrace b = RequestTrace.of("b", new double[] {0, 4}, new int[] {600, 700}, new int[] {1, 1}, new long[][] {{1}, {2}}, 512);
        RequestSource together = Recording.splice(List.of(a, b), true, 1, 1, 1);
        List<String> seen = new ArrayList<>();
        while (together.next()) {
            seen.add(together.kind() + "@" + together.arrival());
        }
        assertThat(seen).containsExactly("0@0.0", "1@0.0", "1@4.0", "0@10.0");
        RequestSource turns = Recording.splice(List.of(a, b), false, 1, 2, 1);
        seen.clear();
        while (turns.next()) {
            seen.add(turns.kind() + "@" + turns.arrival());
        }
        assertThat(seen).containsExactly("0@0.0", "0@5.0", "1@10.0", "1@12.0");
    }
}
