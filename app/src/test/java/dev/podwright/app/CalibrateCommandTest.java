package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    @TempDir
    private Path folder;

    private void evidence() throws IOException {
        StringBuilder csv = new StringBuilder("framework,framework_version,dtype,source_dtype,m,n,k,latency_us,source,notes\n");
        for (int n = 1024; n <= 16384; n *= 2) {
            for (int m = 1; m <= 16384; m *= 4) {
                double us = 3 + Math.hypot(2.0 * m * n * 4096 / 700e6, 2.0 * n * 4096 / 4e6);
                csv.append(String.format(Locale.ROOT, "f,1,bf16,bf16,%d,%d,4096,%.3f,s,%n", m, n, us));
            }
        }
        Files.writeString(Files.createDirectories(folder.resolve("kernels/h200-sxm")).resolve("gemm.csv"), csv);
    }

    private int calibrate(String out) {
        return CommandRun.of("calibrate", "--evidence", folder.toString(), "--out", folder.resolve(out).toString(), "--date", "2026-01-02").code();
    }

    @Test
    void two_runs_write_the_same_file_and_nothing_else() throws IOException {
        evidence();
        assertThat(calibrate("a.json")).isZero();
        assertThat(calibrate("b.json")).isZero();
        assertThat(folder.resolve("a.json")).hasSameBinaryContentAs(folder.resolve("b.json"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder("kernels", "a.json", "b.json");
        }
    }

    @Test
    void a_missing_folder_is_bad_input() {
        assertThat(CommandRun.of("calibrate", "--evidence", folder.resolve("none").toString(), "--out", "x").code()).isEqualTo(2);
        assertThat(calibrate("x.json")).isEqualTo(2);
        assertThat(folder.resolve("x.json")).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_written_is_bad_input() throws IOException {
        evidence();
        assertThat(calibrate("no/such/folder/x.json")).isEqualTo(2);
    }
}
