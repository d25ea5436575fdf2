package dev.podwright.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.InputException;
import dev.podwright.units.Precision;
import dev.podwright.units.Spread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    private static Calibration small() {
        return new Calibration("2026-01-02", "abc",
                List.of(new KernelFit("h200-sxm", OperatorClass.GEMM, Precision.INT4, Precision.BF16, 0.75, 0.5, 3.25e-6,
                        Map.of(Term.DEPTH, 1e-9, Term.OPERAND, 0.0), 100, 10, "weight shape", 0.08, 0.25, new Spread(-0.2, 0.3),
                        "a \"quoted\" kernel", true, "repository@commit", true,
                        new Residual(List.of(new double[] {0, 1.5}, new double[] {3}), new int[] {-7, 12}), Residual.NONE,
                        new Forest(2, new int[] {3, 0, 3, 3}, new int[] {512, -40, 513, 512}, new int[] {-9, 0, 700, 3, 0, 0, 1, -1}))),
                List.of(new Transfer(OperatorClass.GEMM, Kinship.FAMILY, true, 4, 0.1, 0.4, new Spread(-0.5, 0.6))),
                List.of(new CollectiveFit("h200-sxm", "all_reduce", 0.8, 2e-6, 5e-6, 50, 0.04, 0.1, new Spread(-0.1, 0.1), "source")))
                .withCrossValidations(List.of(new CrossValidation(CrossValidation.Held.CHIP, OperatorClass.GEMM, "", 100, 0.01, 0.1, 0.3, 0.9, 0.2)));
    }

    private Calibration read(String text) throws IOException {
        return Calibration.read(Files.writeString(folder.resolve("c.json"), text));
    }

    @Test
    void what_is_written_is_read_back() throws IOException {
        assertThat(read(small().json())).isEqualTo(small());
    }

    @Test
    void the_bundled_file_is_what_it_would_be_written_as() throws IOException {
        try (var in = Calibration.class.getResourceAsStream("calibration.json")) {
            byte[] bytes = in.readAllBytes();
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(Calibration.bundled().json());
            assertThat(bytes.length).isLessThan(MEBIBYTE);
        }
    }

    @Test
    void the_bundled_fits_cover_every_measured_class_and_stay_physical() {
        Calibration bundled = Calibration.bundled();
        assertThat(new TreeSet<>(bundled.kernels().stream().map(KernelFit::operator).toList()))
                .contains(OperatorClass.GEMM, OperatorClass.PREFILL_ATTENTION, OperatorClass.DECODE_ATTENTION,
                        OperatorClass.LATENT_PREFILL, OperatorClass.LATENT_DECODE, OperatorClass.EXPERTS);
        for (KernelFit fit : bundled.kernels()) {
            assertThat(fit.computeEfficiency()).as(fit.toString()).isBetween(0.001, 1.0);
            assertThat(fit.memoryEfficiency()).as(fit.toString()).isBetween(0.001, 1.0);
            assertThat(fit.overhead()).as(fit.toString()).isBetween(1e-6, 1e-3);
            assertThat(fit.spread().low()).as(fit.toString()).isNotPositive();
            assertThat(fit.spread().high()).as(fit.toString()).isNotNegative();
            assertThat(fit.groups()).as(fit.toString()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void no_fit_stands_twice() {
        assertThat(Calibration.bundled().kernels().stream().filter(KernelFit::preferred)
                .map(f -> f.chip() + f.operator() + f.storage() + f.compute()).toList()).doesNotHaveDuplicates();
    }

    @Test
    void the_hash_tells_calibrations_apart() {
        Calibration other = new Calibration("2026-01-03", "abc", small().kernels(), small().transfers(), small().collectives());
        assertThat(small().hash()).hasSize(12).isEqualTo(small().hash()).isNotEqualTo(other.hash());
    }

    @Test
    void a_share_above_one_is_refused_with_its_place() {
        assertThatThrownBy(() -> read(small().json().replace("\"compute_efficiency\":0.75", "\"compute_efficiency\":1.5")))
                .isInstanceOf(InputException.class).hasMessageContaining("c.json, line 6").hasMessageContaining("compute_efficiency")
                .hasMessageContaining("1.5");
    }

    @Test
    void a_forest_that_is_none_is_refused_with_its_place() {
        String text = ForestText.of(small().kernels().getFirst().forest());
        assertThatThrownBy(() -> read(small().json().replace(text, "~" + text.substring(1))))
                .isInstanceOf(InputException.class).hasMessageContaining("c.json, line 6").hasMessageContaining("forest");
    }

    @Test
    void an_unknown_field_is_refused() {
        assertThatThrownBy(() -> read(small().json().replace("\"rows\":100", "\"rows\":100,\"row\":1")))
                .isInstanceOf(InputException.class).hasMessageContaining("row");
    }

    @Test
    void a_file_of_another_format_is_refused() {
        assertThatThrownBy(() -> read("{\"format\": \"other\"}"))
                .isInstanceOf(InputException.class).hasMessageContaining("other");
    }

    @Test
    void fp16_finds_what_is_filed_under_bf16() {
        assertThat(small().kernel("h200-sxm", OperatorClass.GEMM, Precision.INT4, Precision.FP16)).isPresent();
        assertThat(small().kernel("h200-sxm", OperatorClass.GEMM, Precision.INT4, Precision.FP8)).isEmpty();
    }
}
