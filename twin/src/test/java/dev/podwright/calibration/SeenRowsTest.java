package dev.podwright.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenRowsTest {
    /// About as many rows as the bundled calibration was fitted to.
    private static final int MANY = 450_000;

    @TempDir
    private Path folder;

    private static long[] rows(long seed, int count) {
        return new Random(seed).longs(count).toArray();
    }

    private static SeenRows seen(long... rows) {
        SeenRows.Builder builder = new SeenRows.Builder();
        Arrays.stream(rows).forEach(builder::add);
        return builder.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 10, 30, 100, 1_000, 20_000})
    void no_row_is_forgotten(int count) {
        for (int seed = 0; seed < 20; seed++) {
            long[] rows = rows(seed, count);
            SeenRows seen = seen(rows);
            assertThat(seen.rows()).isEqualTo(count);
            assertThat(Arrays.stream(rows).allMatch(seen::contains)).isTrue();
        }
    }

    @Test
    void as_many_unseen_rows_as_stated_are_taken_for_seen_and_a_row_takes_less_than_six_bits() {
        long[] rows = rows(1, MANY);
        SeenRows seen = seen(rows);
        assertThat(Arrays.stream(rows).allMatch(seen::contains)).isTrue();

        double wrong = Arrays.stream(rows(2, MANY)).filter(seen::contains).count() / (double) MANY;
        assertThat(wrong).isCloseTo(SeenRows.FALSE_POSITIVES, within(0.002));
        assertThat(seen.text().length()).isLessThan(410_000);
    }

    @Test
    void neither_order_nor_repetition_changes_a_bit() {
        long[] rows = rows(3, 5_000);
        long[] turned = new long[2 * rows.length];
        for (int i = 0; i < rows.length; i++) {
            turned[i] = rows[rows.length - 1 - i];
            turned[rows.length + i] = rows[i];
        }
        assertThat(seen(turned).text()).isEqualTo(seen(rows).text());
        assertThat(seen(turned)).isEqualTo(seen(rows)).hasSameHashCodeAs(seen(rows));
        assertThat(new SeenRows.Builder().addAll(new SeenRows.Builder().add(1).add(2)).build()).isEqualTo(seen(2, 1));
    }

    @Test
    void the_text_reads_back_as_the_same_set() {
        SeenRows seen = seen(rows(4, 3_000));
        assertThat(new SeenRows(seen.rows(), Lazy.made(SeenRows.filter(seen.rows(), seen.seed(), seen.text())))).isEqualTo(seen);
    }

    @Test
    void a_text_too_short_for_its_rows_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SeenRows.filter(3_001, 0, "AAAA")).withMessageContaining("3001 rows need");
    }

    @Test
    void a_calibration_carries_its_rows_through_its_file() throws IOException {
        Calibration calibration = new Calibration("", "", List.of(), List.of(), List.of())
                .with(new Dependence(0.5, 0.125, 300, 20_000)).with(seen(rows(5, 100)));
        Path file = Files.writeString(folder.resolve("c.json"), calibration.json());
        assertThat(Calibration.read(file)).isEqualTo(calibration);

        Path damaged = Files.writeString(folder.resolve("d.json"), calibration.json().replace("\"rows\":100", "\"rows\":200"));
        assertThatThrownBy(() -> Calibration.read(damaged)).isInstanceOf(InputException.class).hasMessageContaining("bits");
    }
}
